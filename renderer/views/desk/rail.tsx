import { LayoutDashboard, Moon, Settings, Sun } from 'lucide-react';
import { useState } from 'react';
import { formatCount } from '../../format/decimal.ts';
import { formatMillisOfUs } from '../../format/duration.ts';
import { useCockpit, useDesk, useSampledDesk, useScreen } from '../../store/desk-context.tsx';
import { applyThemeChoice, readThemeChoice, shownTheme } from '../../store/theme.ts';
import { Hint } from '../../ui/hint.tsx';
import type { Desk } from '../../../shared/desk.ts';
import styles from './rail.module.css';

const selectHealth = (desk: Desk) => desk.health;

function ThemeToggle() {
  const systemIsLight = window.matchMedia('(prefers-color-scheme: light)').matches;
  const [choice, setChoice] = useState(() => readThemeChoice(localStorage));
  const other = shownTheme(choice, systemIsLight) === 'dark' ? 'light' : 'dark';
  const toggle = (): void => {
    applyThemeChoice(other, localStorage, document.documentElement);
    setChoice(other);
  };
  return (
    <Hint says={`Switch to ${other}`} side="right">
      <button
        type="button"
        className={styles['button']}
        aria-label={`Switch to the ${other} theme`}
        onClick={toggle}
      >
        {other === 'light' ? <Sun size={17} /> : <Moon size={17} />}
      </button>
    </Hint>
  );
}

/** The screens there are, and what belongs to the window itself. */
export function Rail() {
  const { screen } = useCockpit();
  const settingsOpen = useScreen((state) => state.settingsOpen);
  const version = useDesk((desk) => desk.session.version);
  const health = useSampledDesk(selectHealth, 1000);
  return (
    <nav className={styles['rail']} aria-label="Screens">
      <Hint says="Desk" side="right">
        <button
          type="button"
          className={styles['button']}
          aria-label="Desk"
          aria-current={settingsOpen ? undefined : 'page'}
        >
          <LayoutDashboard size={17} />
        </button>
      </Hint>
      <Hint says="Settings" side="right">
        <button
          type="button"
          className={styles['button']}
          aria-label="Settings"
          aria-haspopup="dialog"
          aria-current={settingsOpen ? 'page' : undefined}
          onClick={() => screen.setState({ settingsOpen: true })}
        >
          <Settings size={17} />
        </button>
      </Hint>
      <span className={styles['gap']} />
      <ThemeToggle />
      <Hint
        side="right"
        says={
          health === null ? (
            `Swingaway ${version}`
          ) : (
            <>
              <div>Swingaway {version}</div>
              <div>loop delay p99 {formatMillisOfUs(health.loopDelayP99Us)} ms</div>
              <div>heap {formatCount(Math.round(health.heapMb))} MB</div>
            </>
          )
        }
      >
        <span className={styles['version']} tabIndex={0}>
          {version}
        </span>
      </Hint>
    </nav>
  );
}
