import { dismissToast, useToasts } from './toast.ts';
import styles from './toast-region.module.css';

export function ToastRegion() {
  const toasts = useToasts();
  return (
    <div className={`${styles.region} zy-no-print`} role="status" aria-live="polite">
      {toasts.map((toast) => (
        <button key={toast.id} type="button" className={styles[toast.tone]} onClick={() => dismissToast(toast.id)}>
          <span aria-hidden="true">{toast.tone === 'done' ? '✓' : '!'}</span> {toast.text}
        </button>
      ))}
    </div>
  );
}
