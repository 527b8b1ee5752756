import type { Command, CommandReply } from '../../shared/commands.ts';
import type { Desk } from '../../shared/desk.ts';
import type { EngineEvent } from '../../shared/events.ts';
import type { StartProblem } from '../../shared/ipc.ts';
import type { Result } from '../../shared/result.ts';

export type EventListener = (event: EngineEvent, sequence: number) => void;

/** What the shell needs of a desk that runs. */
export type HostedDesk = {
  snapshot(): { readonly sequence: number; readonly desk: Desk };
  command(command: Command): CommandReply;
  onEvent(listener: EventListener): () => void;
  /** Ends trading because the program itself is broken. */
  halt(message: string): void;
  /** Puts a line into the log and on the tape. */
  notice(level: 'info' | 'warning' | 'error', text: string): void;
  close(): Promise<void>;
};

/** Brings the desk up; `progress` is told each step in words. */
export type StartDesk = (
  progress: (step: string) => void,
) => Promise<Result<HostedDesk, readonly StartProblem[]>>;
