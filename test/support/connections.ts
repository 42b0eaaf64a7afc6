import { Agent, setGlobalDispatcher } from 'undici';

// Each fetch of a test opens its own connection. One that was kept alive may close at the moment it is used again, which
// fails the fetch on a slow machine.
setGlobalDispatcher(new Agent({ pipelining: 0 }));
