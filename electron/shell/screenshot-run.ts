import { millis } from '../../shared/units.ts';
import type { DeskHost } from './desk-host.ts';
import type { LaunchOptions } from './launch-options.ts';
import type { MonotonicClock } from './monotonic-clock.ts';
import { takeScreenshot, type Picture } from './screenshot.ts';
import type { Voice } from './voice.ts';
import { within } from './within.ts';

/** A window that hangs draws nothing: without a bound the run would never end. */
const CAPTURE_WITHIN = millis(10_000);
const LOOK_AGAIN = millis(250);
const MAX_CAPTURES = 20;

/** What is used of Electron's WebContents. */
export type CapturedPage = { capturePage(): Promise<Picture> };

type ScreenshotDeps = {
  readonly wanted: NonNullable<LaunchOptions['screenshot']>;
  readonly host: DeskHost;
  readonly page: () => CapturedPage | null;
  readonly clock: MonotonicClock;
  readonly voice: Voice;
  readonly cwd: string;
  readonly quit: (code: number) => void;
};

/** With `--screenshot FILE`: once the desk has run for a while, writes what it shows and leaves. */
export function screenshotAndLeave({ wanted, host, page, clock, voice, cwd, quit }: ScreenshotDeps): void {
  const shoot = async (): Promise<void> => {
    const taken = await takeScreenshot(() => captured(page(), clock), wanted.file, cwd);
    if (taken.ok) voice.say(taken.value);
    else voice.warn(taken.error);
    quit(taken.ok ? 0 : 1);
  };
  host.onPhase((phase) => {
    if (phase === 'running') clock.after(wanted.after, () => void shoot());
    if (phase === 'failed') {
      voice.warn('no screenshot was taken, because the desk did not start');
      quit(1);
    }
  });
}

/** The first picture with something in it: on a machine without a GPU the drawing may start anew, and take a moment. */
async function captured(page: CapturedPage | null, clock: MonotonicClock): Promise<Picture> {
  if (page === null) throw new Error('there is no window');
  const pictures: Picture[] = [];
  const untilDrawn = async (): Promise<void> => {
    for (let attempt = 0; attempt < MAX_CAPTURES; attempt += 1) {
      const picture = await page.capturePage();
      pictures[0] = picture;
      if (!picture.isEmpty()) return;
      await new Promise<void>((done) => void clock.after(LOOK_AGAIN, done));
    }
  };
  const answered = await within(clock, CAPTURE_WITHIN, untilDrawn());
  const [picture] = pictures;
  if (picture === undefined || !answered) throw new Error('the window did not answer');
  return picture;
}
