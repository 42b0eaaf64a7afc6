import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type Log = Logger;

/** Where log lines go: a file descriptor, a terminal, a test. */
export interface LogDestination {
  write(line: string): void;
}

/**
 * A structured log with one JSON object per line, or pretty-printed if standard output is a terminal. Tokens in URLs
 * and headers are redacted at the destination, so that every way of logging is covered.
 */
export function createLog(level: string, destination: LogDestination = standardOutput()): Log {
  const redacted: LogDestination = { write: (line) => destination.write(redact(line)) };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, redacted);
}

function standardOutput(): LogDestination {
  return process.stdout.isTTY ? pretty({ colorize: true, ignore: 'pid,hostname' }) : inOneWritePerTurn();
}

/** Each write is a call of the operating system, and under load many requests end in the same turn of the event loop. */
function inOneWritePerTurn(): LogDestination {
  let lines = '';
  const flush = () => {
    if (lines !== '') process.stdout.write(lines);
    lines = '';
  };
  process.on('exit', flush);
  // The reader of the log is gone, or its disk is full. To log this error would cause the next one, and so on.
  process.stdout.on('error', () => undefined);
  return {
    write: (line) => {
      if (lines === '') setImmediate(flush);
      lines += line;
    },
  };
}

const mayContainToken = /access_token|bearer\s/i;

function redact(line: string): string {
  if (!mayContainToken.test(line)) return line;
  return line.replace(/(access_token(?:=|%3D|":"))[^&\s"\\]+/gi, '$1…').replace(/(bearer\s+)[^\s"\\]+/gi, '$1…');
}
