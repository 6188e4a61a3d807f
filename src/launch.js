// Plain JavaScript, so that a Node too old for the rest can still say so in one line.
const NEEDED = 26
const { process } = globalThis
const major = Number(process.versions.node.split('.')[0])

if (major >= NEEDED) {
  await import('./main.ts')
} else {
  process.stderr.write(
    `Alignment Watch needs Node ${NEEDED} or later; this is ${process.version}. On Linux "npm ci" brings it: use "npm start", "npm run demo" or "npm run cli". Elsewhere install it from https://nodejs.org.\n`,
  )
  process.exitCode = 2
}
