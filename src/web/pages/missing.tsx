import { Link } from 'wouter';
import { Empty } from '../kit/states.tsx';

export function NotFound() {
  return <Empty title="没有这个页面，或您无权查看" next={<Link href="/">回到首页</Link>} />;
}

export function Forbidden() {
  return (
    <Empty
      title="您现在的岗位不使用这个页面"
      next={
        <>
          如兼任多个岗位，请在右上角切换；或<Link href="/">回到首页</Link>
        </>
      }
    />
  );
}
