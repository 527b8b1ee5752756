/** Where a message came from, as Electron tells it. */
export type MessageSource = {
  readonly webContentsId: number;
  /** Null when the frame is gone. */
  readonly frame: { readonly url: string; readonly isTop: boolean } | null;
};

/** What is read of Electron's event. */
export type MessageEvent = {
  readonly sender: { readonly id: number };
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
};

export function sourceOf({ sender, senderFrame }: MessageEvent): MessageSource {
  const frame = senderFrame === null ? null : { url: senderFrame.url, isTop: senderFrame.parent === null };
  return { webContentsId: sender.id, frame };
}

/** Our window as it is now; null when there is none. */
export type TrustedWindow = { readonly webContentsId: number; readonly startUrl: string };

/** Only the main frame of our own window, showing our own page, may ask for anything. */
export function isTrustedSender(source: MessageSource, window: TrustedWindow | null): boolean {
  if (window === null || source.frame === null) return false;
  if (source.webContentsId !== window.webContentsId || !source.frame.isTop) return false;
  return sameSite(source.frame.url, window.startUrl);
}

/** Same scheme, host and port. `URL.origin` is `null` for a scheme of our own, so it cannot be compared. */
export function sameSite(left: string, right: string): boolean {
  const a = parseUrl(left);
  const b = parseUrl(right);
  if (a === null || b === null || a.host === '') return false;
  return a.protocol === b.protocol && a.host === b.host && a.username === '' && a.password === '';
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
