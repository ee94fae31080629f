// Unpacks Chromium beside its package: node unpack.cjs FOLDER. Of two at the same moment, the later takes what the earlier unpacked.
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { execFileSync } = require('node:child_process');

const folder = process.argv[2];
const bin = path.join(folder, 'node_modules', '@sparticuz', 'chromium', 'bin');
const target = path.join(folder, 'chromium');
if (!fs.existsSync(target)) {
  const partial = fs.mkdtempSync(`${target}.`);
  const unpack = (name) => zlib.brotliDecompressSync(fs.readFileSync(path.join(bin, name)));
  fs.writeFileSync(path.join(partial, 'chromium'), unpack('chromium.br'), { mode: 0o755 });
  for (const archive of ['al2023.tar.br', 'fonts.tar.br']) {
    execFileSync('tar', ['-x', '-C', partial], { input: unpack(archive) });
  }

  try {
    fs.renameSync(partial, target);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') {
      throw error;
    }

    fs.rmSync(partial, { recursive: true });
  }
}
