import type { Voice } from '../../../../electron/shell/voice.ts';

export type RecordingVoice = Voice & { readonly said: string[]; readonly warned: string[] };

export function recordingVoice(): RecordingVoice {
  const said: string[] = [];
  const warned: string[] = [];
  return {
    said,
    warned,
    say: (sentence) => void said.push(sentence),
    warn: (sentence) => void warned.push(sentence),
  };
}
