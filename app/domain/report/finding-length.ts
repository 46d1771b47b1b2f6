/** Most characters of a finding in somebody's own words. Its own module: the browser shows it as well. */
export const FINDING_LENGTH = 600
