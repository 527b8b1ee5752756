import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { toast } from 'sonner';
import { applyEvent } from '../shared/projection/apply-event.ts';
import { App } from './app.tsx';
import './base.css';
import { desktopBridge } from './bridge.ts';
import { createActions } from './store/actions.ts';
import { connectDesk } from './store/desk-connection.ts';
import { CockpitContext, type Cockpit } from './store/desk-context.tsx';
import { createDeskStore } from './store/desk-store.ts';
import { createScreenStore } from './store/screen-store.ts';
import { applyThemeChoice, readThemeChoice } from './store/theme.ts';
import { createTicker } from './store/ticker.ts';
import './tokens.css';

const monoNow = (): number => performance.now();

applyThemeChoice(readThemeChoice(localStorage), localStorage, document.documentElement);

const bridge = desktopBridge();
const cockpit: Cockpit = {
  desk: createDeskStore(),
  screen: createScreenStore(),
  ticker: createTicker(
    {
      requestFrame: (callback) => requestAnimationFrame(callback),
      cancelFrame: (handle) => cancelAnimationFrame(handle),
    },
    monoNow,
  ),
  actions: createActions(bridge, (title, why) => toast.error(title, { description: why })),
};

connectDesk({
  bridge,
  store: cockpit.desk,
  fold: applyEvent,
  monoNow,
  after: (ms, task) => {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <CockpitContext value={cockpit}>
      <App />
    </CockpitContext>
  </StrictMode>,
);
