/**
 * A real Chromium for the tests, the pictures and the benchmarks: one that is installed, or the one that comes
 * as a package (Linux on x64), which needs nothing from the system but its C library.
 *
 * Its own start-up helper is not used: it switches off the browser's security and takes any `chromium` that
 * lies in the temporary folder.
 */
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib'
import { root, runNode } from './run.mjs'

const installed = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/microsoft-edge',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
}

const quietly = [
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
]

/**
 * How to launch a browser with playwright-core: `chromium.launch(await findBrowser())`. Null when this machine
 * has none and none can be had; say so and skip, never pass. CHROME names another browser, or is "package"
 * for the packaged one although a browser is installed.
 * @returns {Promise<{ executablePath: string, args: string[], env: Record<string, string> } | null>}
 */
export async function findBrowser() {
  const env = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined))
  // Chromium's sandbox refuses to run as root, which is who a container often is.
  const args = process.getuid?.() === 0 ? [...quietly, '--no-sandbox'] : quietly

  const named = process.env.CHROME
  if (named && named !== 'package' && !existsSync(named))
    throw new Error(`CHROME names ${named}, which does not exist.`)
  const path =
    named === 'package'
      ? undefined
      : (named ?? installed[process.platform]?.find((candidate) => existsSync(candidate)))
  if (path) return { executablePath: path, args, env }

  if (process.platform === 'linux' && process.arch === 'x64') {
    const folder = await unpackedBrowser()
    return {
      executablePath: join(folder, 'chromium'),
      args: [...args, '--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--headless=new'],
      env: {
        ...env,
        LD_LIBRARY_PATH: [join(folder, 'lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':'),
        FONTCONFIG_PATH: folder,
      },
    }
  }

  const downloaded = downloadedBrowser() ?? (await downloadBrowser())
  return downloaded ? { executablePath: downloaded, args, env } : null
}

/** The packaged browser, unpacked once per version; written beside its place and moved there when whole. */
async function unpackedBrowser() {
  const pack = join(root, 'node_modules', '@sparticuz', 'chromium')
  const { version } = JSON.parse(readFileSync(join(pack, 'package.json'), 'utf8'))
  const target = join(root, 'node_modules', '.cache', `chromium-${version}`)
  if (existsSync(join(target, 'chromium'))) return target

  console.error('Unpacking the browser (once) …')
  const draft = `${target}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  for (const archive of ['al2023', 'fonts', 'swiftshader'])
    unpackTar(brotliDecompressSync(readFileSync(join(pack, 'bin', `${archive}.tar.br`))), draft)
  writeFileSync(join(draft, 'fonts.conf'), fontsConf(target))
  await pipeline(
    createReadStream(join(pack, 'bin', 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(draft, 'chromium'), { mode: 0o755 }),
  )
  try {
    renameSync(draft, target)
  } catch (error) {
    // Another process was first; its copy is as good.
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(join(target, 'chromium'))) throw error
  }
  return target
}

/** Fonts of the package and of the system; the packaged file looks in folders that only exist on its own host. */
function fontsConf(target) {
  const folders = [join(target, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts']
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${folder}</dir>`).join('\n')}
  <cachedir>${join(target, 'font-cache')}</cachedir>
</fontconfig>
`
}

/** Unpacks plain files and folders of a ustar archive: 512-byte headers, each followed by padded content. */
function unpackTar(bytes, folder) {
  const text = (from, length) => bytes.toString('utf8', from, from + length).replace(/\0.*$/s, '')
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const name = text(at, 100)
    const size = parseInt(text(at + 124, 12), 8) || 0
    const isFile = ['0', '\0'].includes(String.fromCharCode(bytes[at + 156]))
    if (name.split('/').includes('..') || name.startsWith('/'))
      throw new Error(`Unsafe path in archive: ${name}`)
    if (isFile) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), bytes.subarray(at + 512, at + 512 + size), { mode: 0o755 })
    }
    at += 512 + Math.ceil(size / 512) * 512
  }
}

/** A browser that playwright fetched earlier. */
function downloadedBrowser() {
  const folder =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      linux: join(homedir(), '.cache', 'ms-playwright'),
      darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
      win32: join(homedir(), 'AppData', 'Local', 'ms-playwright'),
    }[process.platform]
  if (!folder || !existsSync(folder)) return null
  return findBinary(folder, 5)
}

function findBinary(folder, depth) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isFile() && /^(chrome|headless_shell|chrome-headless-shell)(\.exe)?$/.test(entry.name))
      return path
    if (entry.isFile() && entry.name === 'Chromium' && path.includes('MacOS')) return path
    const below = entry.isDirectory() && depth > 0 ? findBinary(path, depth - 1) : null
    if (below) return below
  }
  return null
}

async function downloadBrowser() {
  console.error('Downloading a browser (once) …')
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js')
  const { code } = await runNode([cli, 'install', 'chromium-headless-shell'], { stdout: 'stderr' })
  return code === 0 ? downloadedBrowser() : null
}
