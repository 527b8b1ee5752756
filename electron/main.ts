import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  globalShortcut,
  ipcMain,
  Menu,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  session,
} from 'electron';
import type { KillSource } from '../shared/trading.ts';
import { compose } from './compose.ts';
import { answerDeskChannels } from './ipc/desk-channels.ts';
import { createPublisher } from './ipc/publisher.ts';
import { push } from './ipc/push.ts';
import { applicationMenu } from './shell/application-menu.ts';
import {
  chooseDataFolder,
  DATA_FOLDER_SETTING,
  MODE_SETTING,
  settleDataFolder,
  type DataFolder,
} from './shell/data-folder.ts';
import { createDeskHost } from './shell/desk-host.ts';
import { createDeskTray } from './shell/desk-tray.ts';
import { devServer } from './shell/dev-server.ts';
import { readEnvFile, settingIn, type EnvFile } from './shell/env-file.ts';
import { guardAgainstFaults } from './shell/failure-guard.ts';
import { trayIcon } from './shell/icons.ts';
import { readLaunchOptions, type LaunchOptions } from './shell/launch-options.ts';
import { forkMarket } from './shell/market-fork.ts';
import { createMarkets } from './shell/markets.ts';
import { monotonicClock as clock } from './shell/monotonic-clock.ts';
import { quitInOrder } from './shell/orderly-quit.ts';
import { PAGE_URL } from './shell/page-file.ts';
import { keepPageAlive } from './shell/page-life.ts';
import { registerPageScheme, servePage } from './shell/page-scheme.ts';
import { runtimeKind } from './shell/runtime-kind.ts';
import { screenshotAndLeave } from './shell/screenshot-run.ts';
import { lockSession } from './shell/session-lockdown.ts';
import {
  blockingClock,
  obeySecondInstances,
  passOnOrTakeOver,
  sayNothingToStop,
} from './shell/single-instance.ts';
import { noteSleep } from './shell/sleep-notices.ts';
import { startProblemLine } from './shell/start-problem-words.ts';
import { stayAwakeWhileArmed } from './shell/stay-awake.ts';
import { stopSentence } from './shell/stop-outcome.ts';
import { registerStopShortcut } from './shell/stop-shortcut.ts';
import { userArguments } from './shell/user-arguments.ts';
import { createVoice } from './shell/voice.ts';
import { windowHolder } from './shell/window-holder.ts';
import { keepWindowPlace, openDeskWindow } from './window.ts';

const EXIT_BAD_OPTION = 2;

const voice = createVoice();
const host = createDeskHost(voice);
const devServerUrl = devServer(app.isPackaged, process.env['VITE_DEV_SERVER_URL']);
const startUrl = devServerUrl ?? PAGE_URL;
const holder = windowHolder(startUrl);
const built = (...names: readonly string[]): string => join(app.getAppPath(), 'dist', ...names);

const stop = (by: KillSource): void => {
  host.stop(by).then(
    (outcome) => voice.warn(`${by}: ${stopSentence(outcome)}`),
    (error: unknown) => voice.warn('the stop failed', error),
  );
};

const markets = createMarkets({
  fork: (args) => forkMarket(built('sim', 'sim.cjs'), args),
  clock,
  lost: (sentence) => host.notice('error', sentence),
});

function setupFaults(): (fault: unknown) => void {
  const onFault = guardAgainstFaults({ faults: process, host, voice, exit: (code) => app.exit(code) });
  // A terminal that is gone must not be the fault that halts trading.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  return onFault;
}

function setupEnvFile(): EnvFile {
  const standard = app.isPackaged ? app.getPath('userData') : app.getAppPath();
  return readEnvFile(join(standard, '.env'));
}

function dataFolderPath(envFile: EnvFile): string {
  const given = (name: typeof DATA_FOLDER_SETTING | typeof MODE_SETTING): string | undefined =>
    process.env[name] ?? settingIn(envFile.text ?? '', name);
  const standard = join(app.getPath('appData'), app.name);
  return chooseDataFolder(given(DATA_FOLDER_SETTING), standard, given(MODE_SETTING), process.cwd());
}

function setupDataFolder(path: string): DataFolder {
  const folder = settleDataFolder(path, (clean) => app.once('quit', clean));
  app.setPath('userData', folder.windowFolder);
  app.setPath('sessionData', join(folder.windowFolder, 'window'));
  return folder;
}

function setupIpc(fault: (error: unknown) => void): void {
  const publisher = createPublisher({ ipc: ipcMain, clock, window: holder.trusted, target: holder.target });
  answerDeskChannels(
    { ipc: ipcMain, window: holder.trusted, complain: voice.warn, fault },
    host,
    publisher.restart,
  );
  host.onEvent(publisher.add);
  host.onPhase((phase) => void push(holder.target(), 'desk:phase', { phase }));
}

function setupWindow(folder: DataFolder): Promise<void> {
  const { window, shown } = openDeskWindow({
    holder,
    startUrl,
    folder: folder.windowFolder,
    preload: built('preload', 'preload.cjs'),
    devTools: devServerUrl !== null,
    clock,
    warn: voice.warn,
  });
  keepPageAlive(window, { clock, notice: host.notice });
  return shown;
}

function setupMenu(): void {
  const template = applicationMenu({
    appName: app.name,
    platform: process.platform,
    dev: devServerUrl !== null,
    show: holder.show,
    stop: () => stop('shortcut'),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

function setupTray(quit: () => void): () => void {
  try {
    const tray = createDeskTray({
      icon: trayIcon(),
      host,
      show: holder.show,
      stop: () => stop('tray'),
      quit,
    });
    return () => tray.destroy();
  } catch (error) {
    voice.warn('there is no tray icon on this system', error);
    return () => undefined;
  }
}

function setupFailedStart(): void {
  host.onPhase(() => {
    const answer = host.answer();
    if (answer.phase !== 'failed') return;
    for (const problem of answer.problems) voice.warn(startProblemLine(problem));
    void markets.stopAll();
  });
}

type Launch = {
  readonly options: LaunchOptions;
  readonly folder: DataFolder;
  readonly envFile: EnvFile;
  readonly fault: (fault: unknown) => void;
};

async function openDesk({ options, folder, envFile, fault }: Launch): Promise<void> {
  await app.whenReady();
  const closings: (() => Promise<void> | void)[] = [
    host.close,
    markets.stopAll,
    () => keepWindowPlace(holder, folder.windowFolder),
  ];
  const quit = quitInOrder({
    app,
    signals: process,
    clock,
    voice,
    steps: closings,
    usualCode: () => (host.answer().phase === 'failed' ? 1 : 0),
  });
  lockSession(session.defaultSession, devServerUrl);
  servePage(protocol, built('renderer'));
  setupFailedStart();
  setupIpc(fault);
  setupMenu();
  const shown = setupWindow(folder);
  registerStopShortcut(host, globalShortcut, () => stop('shortcut'));
  closings.push(() => globalShortcut.unregisterAll(), setupTray(quit));
  stayAwakeWhileArmed(host, powerSaveBlocker);
  noteSleep(host, powerMonitor);
  if (options.screenshot !== null) {
    const page = (): Electron.WebContents | null => holder.get()?.webContents ?? null;
    screenshotAndLeave({ wanted: options.screenshot, host, page, clock, voice, cwd: process.cwd(), quit });
  }
  const problems = [folder.problem, envFile.problem].filter((problem) => problem !== null);
  if (problems.length > 0) host.fail(problems);
  else await host.start((progress) => composeDesk({ options, folder, envFile }, shown, progress));
}

async function composeDesk(
  { options, folder, envFile }: Omit<Launch, 'fault'>,
  shown: Promise<void>,
  progress: (step: string) => void,
): ReturnType<typeof compose> {
  return compose({
    env: { ...process.env, [DATA_FOLDER_SETTING]: folder.path },
    argv: options.rest,
    envFileText: envFile.text,
    runtime: runtimeKind(process.versions.electron),
    version: app.getVersion(),
    startMarket: markets.start,
    progress,
    shown,
  });
}

function setupSwitches(): void {
  const { commandLine } = app;
  // As root the runtime only starts with --no-sandbox, and then its helper processes cannot be told otherwise.
  if (!commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  // Chromium complains of each desktop service that a bare machine lacks; only what ends it is worth a line.
  if (!commandLine.hasSwitch('enable-logging')) commandLine.appendSwitch('log-level', '3');
}

function launch(): void {
  const fault = setupFaults();
  const options = readLaunchOptions(userArguments(process.argv, process.defaultApp));
  if (!options.ok) {
    voice.warn(options.error);
    app.exit(EXIT_BAD_OPTION);
    return;
  }
  app.setName('Swingaway');
  const envFile = setupEnvFile();
  const path = dataFolderPath(envFile);
  const { kill } = options.value;
  // A stop is no reason to make a folder.
  const folder = kill && !existsSync(path) ? null : setupDataFolder(path);
  const exitCode =
    folder === null
      ? sayNothingToStop(voice)
      : passOnOrTakeOver({ app, clock: blockingClock, folder: folder.path, kill, voice });
  if (folder === null || exitCode !== null) {
    app.exit(exitCode ?? 0);
    return;
  }
  obeySecondInstances({
    app,
    folder: folder.windowFolder,
    voice,
    show: holder.show,
    stop: () => host.stop('command-line'),
  });
  registerPageScheme(protocol);
  setupSwitches();
  void openDesk({ options: options.value, folder, envFile, fault });
}

launch();
