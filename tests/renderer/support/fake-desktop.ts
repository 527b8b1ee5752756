import type { Command, CommandReply } from '../../../shared/commands.ts';
import type {
  DeskAnswer,
  DesktopApi,
  EventBatch,
  InvokeChannel,
  Invokes,
  PushChannel,
  Pushes,
} from '../../../shared/ipc.ts';

export type FakeDesktop = {
  readonly api: DesktopApi;
  /** Every command so far, in order. */
  readonly commands: readonly Command[];
  /** How often the desk was opened. */
  readonly opens: () => number;
  push(batch: EventBatch): void;
  pushPhase(phase: DeskAnswer['phase']): void;
  readonly subscribed: () => number;
};

type Script = {
  /** The answers to `desk:open`, one after the other; asking once more than that throws. */
  readonly answers: (DeskAnswer | Error | Promise<DeskAnswer>)[];
  /** Answers a command; without it any command throws. */
  readonly onCommand?: (command: Command) => CommandReply | Promise<CommandReply>;
};

/** A main process by hand: answers what the script says and throws on everything else. */
export function fakeDesktop({ answers, onCommand }: Script): FakeDesktop {
  const commands: Command[] = [];
  const batchListeners = new Set<(message: EventBatch) => void>();
  const phaseListeners = new Set<(message: Pushes['desk:phase']) => void>();
  let opens = 0;

  async function invoke<C extends InvokeChannel>(
    channel: C,
    request: Invokes[C]['request'],
  ): Promise<Invokes[C]['reply']> {
    if (channel === 'desk:open') {
      opens += 1;
      const answer = answers.shift();
      if (answer === undefined) throw new Error('fake desktop: opened more often than scripted');
      if (answer instanceof Error) throw answer;
      return await answer;
    }
    const command = request as Command;
    commands.push(command);
    if (onCommand === undefined) throw new Error(`fake desktop: unexpected command ${command.kind}`);
    return await onCommand(command);
  }

  function subscribe<C extends PushChannel>(channel: C, listener: (message: Pushes[C]) => void): () => void {
    const listeners = (channel === 'desk:batch' ? batchListeners : phaseListeners) as Set<typeof listener>;
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  return {
    api: { invoke, subscribe },
    commands,
    opens: () => opens,
    push: (batch) => batchListeners.forEach((listener) => listener(batch)),
    pushPhase: (phase) => phaseListeners.forEach((listener) => listener({ phase })),
    subscribed: () => batchListeners.size + phaseListeners.size,
  };
}
