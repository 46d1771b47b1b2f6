/** Most characters of a finding in somebody's own words, of a reason and of a source. */
export const FINDING_LENGTH = 600
