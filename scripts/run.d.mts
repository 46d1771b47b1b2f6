/** The folder that holds package.json. */
export const root: string

/** How to call npm: the very npm that started us. Command and first arguments. */
export function npmCommand(): [string, string[]]
