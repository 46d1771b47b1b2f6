/** Days (ISO dates) as the Netherlands counts them: working days, and public holidays. */

const DAY = 24 * 60 * 60 * 1000

/** The day so many days later; negative is earlier. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10)
}

/** Whole days from one day to another; negative when the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY)
}

/** Monday to Friday, and no public holiday. */
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(day).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !isHoliday(day)
}

/** This day when it is a working day, else the last one before it. */
export function workingDayBy(day: string): string {
  return isWorkingDay(day) ? day : workingDayBy(addDays(day, -1))
}

/** The first working day after this day. */
export function nextWorkingDay(day: string): string {
  const next = addDays(day, 1)
  return isWorkingDay(next) ? next : nextWorkingDay(next)
}

/**
 * The generally recognised holidays of article 3 of the Algemene termijnenwet, Good Friday included. The King's
 * birthday is kept on 27 April, on the 26th when that is a Sunday.
 */
export function isHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4))
  const kingsDay = new Date(`${year}-04-27`).getUTCDay() === 0 ? '04-26' : '04-27'
  if (['01-01', kingsDay, '05-05', '12-25', '12-26'].includes(day.slice(5))) return true
  const easter = easterOf(year)
  return [-2, 0, 1, 39, 49, 50].some((days) => addDays(easter, days) === day)
}

/** Easter Sunday in the Gregorian calendar, by the method of Meeus, Jones and Butcher. */
function easterOf(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const g = Math.floor((8 * b + 13) / 25)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const date = ((h + l - 7 * m + 114) % 31) + 1
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}
