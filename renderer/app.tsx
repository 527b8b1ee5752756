import { Tooltip } from 'radix-ui';
import { Toaster } from 'sonner';
import { useStore } from 'zustand';
import { useCockpit } from './store/desk-context.tsx';
import { DeskView } from './views/desk/desk-view.tsx';
import { FailedScreen } from './views/startup/failed-screen.tsx';
import { StartingScreen } from './views/startup/starting-screen.tsx';

function Screen() {
  const { desk } = useCockpit();
  const phase = useStore(desk, (state) => state.replica.phase);
  const starting = useStore(desk, (state) => (state.replica.phase === 'starting' ? state.replica.step : ''));
  const problems = useStore(desk, (state) =>
    state.replica.phase === 'failed' ? state.replica.problems : null,
  );
  if (problems !== null) return <FailedScreen problems={problems} />;
  return phase === 'running' ? <DeskView /> : <StartingScreen step={starting} />;
}

export function App() {
  return (
    <Tooltip.Provider delayDuration={350} skipDelayDuration={150}>
      <Screen />
      <Toaster position="bottom-center" visibleToasts={4} duration={6000} closeButton className="toasts" />
    </Tooltip.Provider>
  );
}
