import type { ConfigProviderProps } from 'antd';
import zhCN from 'antd/es/locale/zh_CN.js';

type Locale = NonNullable<ConfigProviderProps['locale']>;

/** Ant Design's Chinese. Its types say CommonJS where the bundler, rightly, finds an ES module: hence both are met. */
export const locale: Locale = 'default' in zhCN ? zhCN.default : zhCN;
