import { Agent, setGlobalDispatcher } from 'undici';

// No fetch of a test uses a connection again that was idle: its server may close it at that moment, which fails the fetch
// on a slow machine.
setGlobalDispatcher(new Agent({ keepAliveTimeout: 1, keepAliveMaxTimeout: 1 }));
