import { Copy } from 'lucide-react';
import { ContextMenu } from 'radix-ui';
import { useState, type MouseEvent, type ReactNode } from 'react';
import { copyText } from '../store/clipboard.ts';
import styles from './copy-menu.module.css';

/** What an element offers to copy: spread on it, read back at a right click. */
export function copyable(entries: Readonly<Record<string, string>>): { readonly 'data-copy': string } {
  return { 'data-copy': JSON.stringify(entries) };
}

function copiesAt(target: EventTarget): readonly [label: string, text: string][] {
  const element = target instanceof Element ? target.closest('[data-copy]') : null;
  const kept: unknown = JSON.parse(element?.getAttribute('data-copy') ?? '{}');
  return Object.entries(kept ?? {}).map(([label, text]) => [label, String(text)]);
}

/** One right-click menu for a whole list of things that have an address: a menu for each row would cost more than the row. */
export function CopyMenu({ children }: { readonly children: ReactNode }) {
  const [copies, setCopies] = useState<readonly (readonly [label: string, text: string])[]>([]);

  function onContextMenu(event: MouseEvent): void {
    const found = copiesAt(event.target);
    setCopies(found);
    if (found.length === 0) event.preventDefault();
  }

  return (
    <ContextMenu.Root>
      <ContextMenu.Trigger asChild onContextMenu={onContextMenu}>
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className={styles['menu']} collisionPadding={8}>
          {copies.map(([label, text]) => (
            <ContextMenu.Item key={label} className={styles['item']} onSelect={() => void copyText(text)}>
              <Copy size={13} aria-hidden="true" />
              {label}
            </ContextMenu.Item>
          ))}
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
