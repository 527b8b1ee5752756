export type Theme = 'dark' | 'light';
export type ThemeChoice = Theme | 'system';

export const THEME_KEY = 'swingaway.theme';

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function readThemeChoice(storage: Storage): ThemeChoice {
  const kept = storage.getItem(THEME_KEY);
  return kept === 'dark' || kept === 'light' ? kept : 'system';
}

/** Keeps the choice and puts it on the root; without one, the stylesheet follows the system by itself. */
export function applyThemeChoice(choice: ThemeChoice, storage: Storage, root: HTMLElement): void {
  if (choice === 'system') {
    storage.removeItem(THEME_KEY);
    delete root.dataset['theme'];
    return;
  }
  storage.setItem(THEME_KEY, choice);
  root.dataset['theme'] = choice;
}

/** What is on the screen now, whoever chose it. */
export const shownTheme = (choice: ThemeChoice, systemIsLight: boolean): Theme =>
  choice === 'system' ? (systemIsLight ? 'light' : 'dark') : choice;
