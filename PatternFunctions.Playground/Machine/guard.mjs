// Runs one server for as long as whoever started this holds our standard input open. However that process ends, by a
// clean stop, a crash or a kill, the pipe closes, and the server goes with it: nothing is left running.
//
//   node guard.mjs azurite FOLDER keep|remove MODULE ARGUMENTS…
//   node guard.mjs postgres FOLDER keep|remove COMMAND ARGUMENTS…
import { spawn } from 'node:child_process';
import { openSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [mode, folder, afterwards, target, ...args] = process.argv.slice(2);
const throwAway = afterwards === 'remove';

// Ctrl+C reaches every process of the terminal. The app must drain first, so only the closed pipe (or a SIGTERM) counts.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
// Nobody reads any more once the parent is gone; that must not end us before we have cleaned up.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

const stop = mode === 'azurite' ? runAzurite() : runPostgres();
let stopping = false;
const stopOnce = () => {
  if (!stopping) {
    stopping = true;
    stop();
  }
};
process.stdin.on('end', stopOnce).on('error', stopOnce).on('close', stopOnce).resume();
process.on('SIGTERM', stopOnce);

process.on('exit', () => {
  if (!throwAway) return;
  try {
    process.chdir(dirname(folder));
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  } catch {
    // A file that is still open on Windows; the temporary folder is the system's to empty.
  }
});

function runAzurite() {
  // Azurite would stop at SIGINT by itself.
  const once = process.once.bind(process);
  let shutdown = () => process.exit(0);
  process.once = (event, listener) => {
    if (event === 'SIGTERM') shutdown = listener;
    return event === 'SIGINT' || event === 'SIGTERM' ? process : once(event, listener);
  };
  process.argv = [process.argv[0], target, ...args];
  createRequire(target)(target);
  return () => {
    if (throwAway) process.exit(0);
    shutdown();
    setTimeout(() => process.exit(0), 3000).unref();
  };
}

function runPostgres() {
  const logFile = join(folder, 'log');
  const log = openSync(logFile, 'w');
  const server = spawn(target, args, { detached: true, stdio: ['ignore', log, log], windowsHide: true });
  server.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  server.on('exit', (code) => {
    if (!stopping) process.stderr.write(readFileSync(logFile));
    process.exit(code ?? 1);
  });
  return () => {
    if (process.platform === 'win32') {
      const data = args[args.indexOf('-D') + 1];
      spawn(join(dirname(target), 'pg_ctl'), ['stop', '-D', data, '-m', throwAway ? 'immediate' : 'fast'], { stdio: 'ignore' });
    } else {
      server.kill(throwAway ? 'SIGQUIT' : 'SIGINT');
      setTimeout(() => server.kill('SIGQUIT'), 8000).unref();
    }
  };
}
