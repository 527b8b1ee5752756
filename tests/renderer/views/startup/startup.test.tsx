// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { App } from '../../../../renderer/app.tsx';
import { problemsAsText } from '../../../../renderer/views/startup/failed-screen.tsx';
import { demoDesk } from '../../support/demo-desk.ts';
import { fillHappyWindow } from '../../support/happy-window.ts';
import { renderOn } from '../../support/render.tsx';

const PROBLEMS = [
  { what: 'The data folder cannot be written', found: 'EACCES', remedy: 'Choose another folder.' },
  { what: 'FEED_URL is not usable', found: '“nope”', remedy: 'Write a URL.' },
];

describe('the window before the desk runs', () => {
  it('says which step is being done', async () => {
    fillHappyWindow();
    const { root, cockpit, act } = await renderOn(demoDesk(), <App />);
    await act(() => cockpit.desk.setState({ replica: { phase: 'starting', step: 'Reading the journal' } }));
    expect(root.querySelector('[role="status"]')?.textContent).toBe('Reading the journal…');
  });

  it('names each thing that is in the way, what was found and what to do', async () => {
    fillHappyWindow();
    const { root, cockpit, act } = await renderOn(demoDesk(), <App />);
    await act(() => cockpit.desk.setState({ replica: { phase: 'failed', problems: PROBLEMS } }));
    expect(root.textContent).toContain('2 things are in the way.');
    for (const { what, found, remedy } of PROBLEMS) {
      for (const words of [what, found, remedy]) expect(root.textContent).toContain(words);
    }
  });

  it('offers the problems as plain text', () => {
    expect(problemsAsText(PROBLEMS)).toBe(
      'The data folder cannot be written\nFound: EACCES\nTo do: Choose another folder.\n\n' +
        'FEED_URL is not usable\nFound: “nope”\nTo do: Write a URL.',
    );
  });
});
