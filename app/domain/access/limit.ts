/** How often something may be tried before it has to wait: what a thief of passwords needs is many tries. */
export type Limit = { tries: number; minutes: number }

/** One account from one place: someone who does not know the password. */
export const SIGN_IN_HERE: Limit = { tries: 10, minutes: 15 }
/** One account from everywhere: one password tried from many places. */
export const SIGN_IN_ACCOUNT: Limit = { tries: 100, minutes: 60 }
/** All accounts from one place: one list of passwords tried on everyone. */
export const SIGN_IN_PLACE: Limit = { tries: 100, minutes: 15 }
/** Codes of the second step for one account: three of a million are right at any moment. */
export const SECOND_STEP: Limit = { tries: 5, minutes: 15 }
/** One-time links from one place. */
export const ONE_TIME_LINK: Limit = { tries: 30, minutes: 15 }
/** The own password, asked again before something weighty changes. */
export const OWN_PASSWORD: Limit = { tries: 10, minutes: 15 }
/** Beginning through one open link from one place: a whole organisation may share an address, a robot may not. */
export const BEGIN_HERE: Limit = { tries: 60, minutes: 15 }
/** Codes for corrections from one place: a whole organisation may share an address. */
export const CORRECT_HERE: Limit = { tries: 30, minutes: 15 }
