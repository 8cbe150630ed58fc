/** What of a keyboard event these rules read; both DOM and React events fit. */
export type KeyPress = {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  keyCode: number;
};

/**
 * Whether an input method is taking this key. Safari ends the composition before it sends the Enter that confirmed a
 * candidate, so that `isComposing` is false there; the key code 229 still tells.
 */
export function isComposing(press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean {
  return press.isComposing || press.keyCode === 229;
}

/** Ctrl+Enter (⌘+Enter) sends a form. Enter alone never does, and no key of an input method does. */
export function sendsForm(press: KeyPress): boolean {
  return press.key === 'Enter' && (press.ctrlKey || press.metaKey) && !isComposing(press);
}

/** Enter pressed on purpose in a one-line search or sign-in box. */
export function isPlainEnter(press: KeyPress): boolean {
  const modified = press.ctrlKey || press.metaKey || press.shiftKey || press.altKey;
  return press.key === 'Enter' && !modified && !isComposing(press);
}

/** The row that ↑ ↓ Home End lead to, or null for any other key. `index` −1: no row yet. */
export function rowAfter(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return Math.min(index + 1, count - 1);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** Whether a key typed there is text, so that shortcuts of one letter must keep away. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
