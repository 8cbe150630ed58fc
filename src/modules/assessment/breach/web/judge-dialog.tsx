import { useAct } from '../../../../web/api/query.ts';
import { Ask } from '../../../../web/kit/ask.tsx';
import { toast } from '../../../../web/kit/toast.ts';
import { type Breach, breachesPath, type Judgement, judge, judgeMany } from './breach-api.ts';

export type JudgeDialogProps = {
  breaches: readonly Breach[];
  /** null: closed. */
  judgement: Judgement | null;
  onClose: () => void;
  onDone: () => void;
};

const TITLES: Record<Judgement, string> = { confirm: '认定违规', dismiss: '不予认定' };

const CONSEQUENCES: Record<Judgement, string> = {
  confirm: '认定后按积分表扣分，本人立即可见，并可申诉。',
  dismiss: '不予认定后不扣分；已扣的积分自动冲回。',
};

/** Asks for the reason that the record will carry, of one breach or of several at once. */
export function JudgeDialog({ breaches, judgement, onClose, onDone }: JudgeDialogProps) {
  const act = useAct({
    run: async (reason: string) => {
      const [only] = breaches;
      if (judgement === null || only === undefined) return;
      if (breaches.length === 1) await judge(only, judgement, reason);
      else tell(await judgeMany(breaches, judgement, reason));
    },
    touches: [[breachesPath], [`${breachesPath}/waiting`], ['/api/points']],
    onDone,
    toastProblems: false,
  });
  if (judgement === null) return null;
  const many = breaches.length > 1 ? ` ${breaches.length} 条` : '';
  return (
    <Ask
      open
      title={`${TITLES[judgement]}${many}`}
      okText={TITLES[judgement]}
      reason={{ label: '理由', placeholder: '写明核对了什么、依据是什么；将记入审计' }}
      onOk={(reason) => act.mutateAsync(reason)}
      onClose={onClose}
    >
      <p>{CONSEQUENCES[judgement]}</p>
    </Ask>
  );
}

/** Some may have been withdrawn or judged meanwhile: each is named with its reason. */
function tell({ done, refused }: { done: number; refused: { id: number; problems: { text: string }[] }[] }): void {
  toast.done(`已办理 ${done} 条`);
  for (const text of new Set(refused.flatMap(({ problems }) => problems.map((problem) => problem.text)))) {
    toast.problem(`${refused.length} 条未办理：${text}`);
  }
}
