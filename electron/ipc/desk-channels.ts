import { declined, type Command, type CommandReply } from '../../shared/commands.ts';
import type { DeskAnswer } from '../../shared/ipc.ts';
import { parseCommand } from './command-shape.ts';
import { handle, type HandleDeps } from './handle.ts';

export type DeskSource = {
  answer(): DeskAnswer;
  command(command: Command): CommandReply;
};

/** `opened` is told the number that a snapshot includes, before the window gets it. */
export function answerDeskChannels(
  deps: HandleDeps,
  desk: DeskSource,
  opened: (sequence: number) => void,
): void {
  handle(deps, 'desk:open', () => {
    const answer = desk.answer();
    if (answer.phase === 'running') opened(answer.sequence);
    return answer;
  });
  handle(deps, 'desk:command', (request) => {
    const parsed = parseCommand(request);
    return parsed.ok ? desk.command(parsed.value) : declined(parsed.error);
  });
}
