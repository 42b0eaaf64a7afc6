import '@fontsource-variable/instrument-sans/wght.css';
import '@fontsource-variable/source-serif-4/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import { App } from './app.tsx';
import { createClient } from './client.ts';
import { type Session, SessionContext } from './session.ts';

const container = document.getElementById('root');
if (!container) throw new Error('The page has no element to render into.');
const session: Session = await fetch('/session').then((response) => response.json());

createRoot(container).render(
  <StrictMode>
    <SessionContext value={session}>
      <Provider value={createClient()}>
        <App />
      </Provider>
    </SessionContext>
  </StrictMode>,
);
