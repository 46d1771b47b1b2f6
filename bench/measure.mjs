/** Repeating, timing and summing up. Ratios come from rounds in which every peer ran, so a busy machine hits all alike. */
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync } from 'node:fs'
import { cpus, loadavg, platform, release, totalmem } from 'node:os'

/** Progress for whoever watches; standard output holds the result and nothing else. */
export function say(text) {
  process.stderr.write(`${text}\n`)
}

/** The value below which a share of the numbers lies, by linear interpolation. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = Math.floor(at)
  const high = Math.ceil(at)
  return sorted[low] + (sorted[high] - sorted[low]) * (at - low)
}

export function median(numbers) {
  return quantile(numbers, 0.5)
}

/**
 * Runs every peer once per round, one after another, in reversed order every other round. The first round warms up
 * and does not count.
 *
 * @template Sample
 * @param {Record<string, () => Promise<Sample>>} peers
 * @param {number} rounds counted rounds
 * @returns {Promise<Record<string, Sample[]>>} per peer its samples, the same round at the same index
 */
export async function interleave(peers, rounds) {
  const names = Object.keys(peers)
  const samples = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const sample = await peers[name]()
      if (round > 0) samples[name].push(sample)
    }
    say(round === 0 ? '  warmed up' : `  round ${round} of ${rounds}`)
  }
  return samples
}

/** Per round the quotient of one figure of two peers, and their spread. */
export function ratioOf(samples, over, under, figure) {
  const ratios = samples[over].map((sample, round) => sample[figure] / samples[under][round][figure])
  return { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios), n: ratios.length }
}

export function medianOf(samples, name, figure) {
  return median(samples[name].map((sample) => sample[figure]))
}

/** Milliseconds of processor time that a process and everything it started have used; in steps of 10 ms. Linux only. */
export function cpuOf(pid) {
  const parents = new Map()
  const used = new Map()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')
      parents.set(Number(name), Number(fields[1]))
      used.set(Number(name), (Number(fields[11]) + Number(fields[12])) * 10)
    } catch {
      // It ended while we were reading.
    }
  }
  const belongs = (candidate) => {
    for (let at = candidate; at > 1; at = parents.get(at) ?? 0) if (at === pid) return true
    return false
  }
  return [...used].reduce((sum, [candidate, ms]) => sum + (belongs(candidate) ? ms : 0), 0)
}

/** Runs work and tells its wall and processor time in milliseconds, of this process. */
export async function timed(work) {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const value = await work()
  const wall = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { value, wall, cpu: (user + system) / 1000 }
}

/** What the numbers were taken on. */
export function environment() {
  const git = (...args) => {
    try {
      return execFileSync('git', args, { encoding: 'utf8' }).trim()
    } catch {
      return null
    }
  }
  return {
    date: new Date().toISOString(),
    commit: git('rev-parse', '--short', 'HEAD'),
    changed: (git('status', '--porcelain') ?? '') !== '',
    node: process.version,
    system: `${platform()} ${release()}`,
    cpu: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    load: loadavg().map((value) => Number(value.toFixed(2))),
  }
}

/** Repeatable random numbers from 0 to 1 (mulberry32). */
export function random(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
