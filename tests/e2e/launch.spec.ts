import { expect } from '@playwright/test';
import { stopButton } from './support/cockpit.ts';
import { test } from './support/desk-test.ts';
import { measured } from './support/measured.ts';
import { complaints } from './support/records.ts';
import { sharedDesk } from './support/shared-desk.ts';

const desk = sharedDesk();

// Two seconds is the aim; a machine that is busy with other things is given more, so that what fails here is the desk.
const PAINTED_WITHIN_MS = 10_000;
const STOP_WITHIN_MS = 15_000;

test('the window comes up with the stop in sight', async () => {
  const { app, window } = desk();
  const stopAtMs = await window.evaluate(
    () =>
      new Promise<number>((found) => {
        const look = (): void => {
          if (document.querySelector('[aria-label="Stop trading"]') === null) requestAnimationFrame(look);
          else found(performance.timeOrigin + performance.now());
        };
        look();
      }),
  );
  const paintedAtMs = await window.evaluate(
    () =>
      new Promise<number>((found) => {
        new PerformanceObserver((list) => {
          const [paint] = list.getEntriesByName('first-contentful-paint');
          if (paint !== undefined) found(performance.timeOrigin + paint.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  const startedAtMs = await app.evaluate(() => process.getCreationTime());
  if (startedAtMs === null) throw new Error('the system does not tell when the process began');
  measured('launch to first paint', `${Math.round(paintedAtMs - startedAtMs)} ms`);
  measured('launch to stop in sight', `${Math.round(stopAtMs - startedAtMs)} ms`);
  expect(paintedAtMs - startedAtMs).toBeLessThan(PAINTED_WITHIN_MS);
  expect(stopAtMs - startedAtMs).toBeLessThan(STOP_WITHIN_MS);
  await expect(stopButton(window)).toBeEnabled();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())).toBe(true);
});

test('the bar says that it is a simulation, and on which runtime', async () => {
  const bar = desk().window.getByRole('banner');
  await expect(bar.getByText('SIM', { exact: true })).toBeVisible();
  const badge = bar.getByText('stand-in runtime');
  await expect(badge).toHaveCount(process.env['SWINGAWAY_RUNTIME'] === 'stand-in' ? 1 : 0);
  await expect(desk().window).toHaveTitle('Swingaway');
});

test('the page has the two functions of the contract and nothing of Node or Electron', async () => {
  const { window } = desk();
  const found = await window.evaluate(() => {
    const desktop: unknown = Reflect.get(globalThis, 'desktop');
    return {
      desktop: Object.entries(desktop ?? {}).map(([name, value]) => [name, typeof value]),
      frozen: Object.isFrozen(desktop),
      foreign: ['require', 'process', 'module', 'Buffer', 'global', 'electron', '__dirname'].filter(
        (name) => name in globalThis,
      ),
    };
  });
  expect(found.desktop).toEqual([
    ['invoke', 'function'],
    ['subscribe', 'function'],
  ]);
  expect(found.frozen).toBe(true);
  expect(found.foreign).toEqual([]);
  const unknownChannel = window.evaluate(() => Reflect.get(window, 'desktop').invoke('desk:eval', null));
  await expect(unknownChannel).rejects.toThrow('there is no such channel');
});

test('nothing in the console, the page or the log is an error or a warning', async () => {
  const { window, home } = desk();
  const messages = await window.consoleMessages();
  const bad = messages.filter((message) => ['error', 'warning'].includes(message.type()));
  expect(bad.map((message) => message.text())).toEqual([]);
  expect(await window.pageErrors()).toEqual([]);
  expect(complaints(home)).toEqual([]);
});

test('the page may run no code but its own, and reach nothing outside', async () => {
  const { window } = desk();
  const refused = await window.evaluate(async () => {
    const directives: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      directives.push(event.effectiveDirective),
    );
    const marker = 'inlineScriptRan';
    const script = document.createElement('script');
    script.textContent = `globalThis.${marker} = true`;
    document.body.append(script);
    script.remove();
    const fetched = await fetch('http://127.0.0.1:9/').then(
      () => 'answered',
      () => 'refused',
    );
    // In a task of the page's own: what a debugger evaluates is let through.
    const evaluated = await new Promise<string>((settle) => {
      setTimeout(() => {
        try {
          settle(String(Reflect.get(globalThis, 'eval')('"ran"')));
        } catch {
          settle('refused');
        }
      });
    });
    return { fetched, evaluated, inline: marker in globalThis, directives };
  });
  expect(refused).toMatchObject({ fetched: 'refused', evaluated: 'refused', inline: false });
  expect(refused.directives).toContain('script-src-elem');
  expect(refused.directives).toContain('connect-src');
  const opened = await window.evaluate(() => globalThis.open('https://example.com') === null);
  expect(opened).toBe(true);
  expect(desk().app.windows()).toHaveLength(1);
});
