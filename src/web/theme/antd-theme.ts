import type { ThemeConfig } from 'antd';
import { colors, fonts, sizes } from './tokens.ts';

/** Ant Design on paper: hairlines instead of shadows, small corners, no motion that calls for attention. */
export const antdTheme: ThemeConfig = {
  token: {
    colorPrimary: colors.mo,
    colorInfo: colors.mo,
    colorLink: colors.mo,
    colorSuccess: colors.song,
    colorWarning: colors.zhe,
    // 朱 is reserved (see tokens.ts), so that a fault in a form is ochre.
    colorError: colors.zhe,
    colorText: colors.text,
    colorTextSecondary: colors.textSecondary,
    colorTextTertiary: colors.textFaint,
    colorTextPlaceholder: colors.textFaint,
    colorBorder: colors.hairlineStrong,
    colorBorderSecondary: colors.hairline,
    colorBgBase: colors.surface,
    colorBgLayout: colors.paper,
    colorBgContainer: colors.surface,
    colorBgElevated: colors.surface,
    borderRadius: sizes.radius,
    borderRadiusLG: sizes.radius,
    borderRadiusSM: sizes.radius,
    fontFamily: fonts,
    fontSize: sizes.font,
    lineHeight: sizes.line / sizes.font,
    controlHeight: sizes.control,
    boxShadow: `0 0 0 1px ${colors.hairlineStrong}`,
    boxShadowSecondary: `0 0 0 1px ${colors.hairlineStrong}, 0 4px 12px rgb(28 28 26 / 8%)`,
    boxShadowTertiary: 'none',
    motionDurationSlow: '0.12s',
    motionDurationMid: '0.1s',
    motionDurationFast: '0.06s',
  },
  components: {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Form: { itemMarginBottom: sizes.space5, verticalLabelPadding: '0 0 4px' },
    Select: { optionSelectedBg: colors.moWash },
    Tree: {
      colorBgContainer: 'transparent',
      nodeSelectedBg: colors.moWash,
      nodeHoverBg: colors.sunken,
      titleHeight: 32,
    },
  },
};
