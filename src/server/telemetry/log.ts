import { type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type Log = Logger;

/** Where log lines go: a file descriptor, a terminal, a test. */
export interface LogDestination {
  write(line: string): void;
}

/**
 * A structured log, one JSON object a line; laid out for reading where the destination is a terminal. Whatever looks
 * like a token in a URL or a header is blotted out at the destination, so no way of logging it gets around that.
 */
export function createLog(level: string, destination: LogDestination = standardOutput()): Log {
  const scrubbed: LogDestination = { write: (line) => destination.write(scrub(line)) };
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, scrubbed);
}

function standardOutput(): LogDestination {
  return process.stdout.isTTY
    ? pretty({ colorize: true, ignore: 'pid,hostname' })
    : { write: (line) => process.stdout.write(line) };
}

function scrub(line: string): string {
  return line.replace(/(access_token(?:=|%3D|":"))[^&\s"\\]+/gi, '$1…').replace(/(bearer\s+)[^\s"\\]+/gi, '$1…');
}
