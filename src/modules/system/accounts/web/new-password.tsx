import { Button, Modal, Typography } from 'antd';

/** An initial password, shown this once: it is stored nowhere. */
export function NewPassword({ login, password, onClose }: { login: string; password: string; onClose: () => void }) {
  return (
    <Modal
      open
      title="初始密码"
      onCancel={onClose}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          已交给本人
        </Button>
      }
      width={420}
    >
      <p>
        用户名 <strong>{login}</strong>，密码只显示这一次，首次登录时须修改：
      </p>
      <Typography.Text code copyable style={{ fontSize: 16 }}>
        {password}
      </Typography.Text>
    </Modal>
  );
}
