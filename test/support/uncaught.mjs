// Loaded into a gateway by a test: on SIGUSR2 it throws two errors that nothing catches.
process.on('SIGUSR2', () => {
  void Promise.reject(new TypeError('a rejection that nothing handles'));
  setImmediate(() => {
    throw new TypeError('an exception that nothing catches');
  });
});

// Beside the log, which a test may have closed.
process.on('uncaughtExceptionMonitor', ({ message }) => process.stderr.write(`uncaught: ${message}\n`));
