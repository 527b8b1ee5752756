import { useHotkeys } from 'react-hotkeys-hook';
import { useCockpit } from '../../store/desk-context.tsx';
import { PanelBoundary } from '../../ui/panel-boundary.tsx';
import { SettingsSheet } from '../settings/settings-sheet.tsx';
import { Announcer } from './announcer.tsx';
import styles from './desk-view.module.css';
import { LastOrderPanel } from './latency/last-order-panel.tsx';
import { LatencyPanel } from './latency/latency-panel.tsx';
import { OffersPanel } from './offers/offers-panel.tsx';
import { Rail } from './rail.tsx';
import { ResyncNote } from './resync-note.tsx';
import { CooldownsPanel } from './side/cooldowns-panel.tsx';
import { LimitsPanel } from './side/limits-panel.tsx';
import { PositionsPanel } from './side/positions-panel.tsx';
import { WhyNotPanel } from './side/why-not-panel.tsx';
import { TapePanel } from './tape/tape-panel.tsx';
import { TopBar } from './top-bar/top-bar.tsx';

export function DeskView() {
  const { actions } = useCockpit();
  useHotkeys('mod+shift+k', () => void actions.kill('shortcut'), {
    useKey: true,
    preventDefault: true,
    enableOnFormTags: true,
    enableOnContentEditable: true,
    ignoreEventWhen: (event) => event.repeat,
  });
  return (
    <div className={styles['desk']}>
      <TopBar />
      <Rail />
      <main className={styles['main']}>
        <div className={styles['offers']}>
          <PanelBoundary title="Waiting for you">
            <OffersPanel />
          </PanelBoundary>
        </div>
        <div className={styles['center']}>
          <PanelBoundary title="Event to wire">
            <LatencyPanel />
          </PanelBoundary>
          <PanelBoundary title="Last order">
            <LastOrderPanel />
          </PanelBoundary>
        </div>
        <div className={styles['tape']}>
          <PanelBoundary title="Tape">
            <TapePanel />
          </PanelBoundary>
        </div>
        <div className={styles['side']}>
          <PanelBoundary title="Limits">
            <LimitsPanel />
          </PanelBoundary>
          <PanelBoundary title="Cooling down">
            <CooldownsPanel />
          </PanelBoundary>
          <PanelBoundary title="Positions">
            <PositionsPanel />
          </PanelBoundary>
          <PanelBoundary title="Why not">
            <WhyNotPanel />
          </PanelBoundary>
        </div>
      </main>
      <ResyncNote />
      <Announcer />
      <SettingsSheet />
    </div>
  );
}
