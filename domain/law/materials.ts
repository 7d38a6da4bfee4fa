/** What an applicant may hand in (申请材料), and what each rule demands of it. */

export const MATERIALS = {
  application: '信用修复申请书',
  fulfilment: '法定责任义务履行完毕的证明材料',
  commitment: '信用修复承诺书',
  authorisation: '经办人授权委托书',
  licence: '主要登记证照',
  repairForm: '行政处罚信息信用修复表',
  // 重整、和解
  planRuling: '人民法院批准重整计划或者认可和解协议的裁定书',
  completionRuling: '人民法院确认重整计划或者和解协议执行完毕的裁定书',
  appointment: '人民法院指定管理人的决定书',
  // 信用主体自愿提交
  rectification: '整改报告',
  training: '信用修复培训证明',
  creditReport: '信用报告',
  publicWelfare: '公益慈善活动证明',
  other: '其他材料',
} as const;
export type MaterialKind = keyof typeof MATERIALS;
export const MATERIAL_KINDS = Object.keys(MATERIALS) as MaterialKind[];

/** What a regime demands of everybody, and beyond it of those whose record is serious; by the words of which rule. */
export interface MaterialsRow {
  readonly rule: string;
  readonly all: readonly MaterialKind[];
  readonly serious?: readonly MaterialKind[];
}

/** 国办发〔2025〕22号 四 names two; who acts for another shows by what right. */
export const PLAN22_MATERIALS: MaterialsRow = {
  rule: 'G22-4-materials',
  all: ['fulfilment', 'commitment', 'authorisation'],
};
export const ORDER58_MATERIALS: MaterialsRow = {
  rule: 'N58-materials',
  all: ['fulfilment', 'commitment', 'authorisation'],
};
export const SAMR_MATERIALS: MaterialsRow = {
  rule: 'S3-materials',
  all: ['application', 'fulfilment', 'commitment', 'authorisation'],
};
/** Training and a credit report were demanded for serious records only, and by this rule alone. */
export const NOTICE527_MATERIALS: MaterialsRow = {
  rule: 'F527-materials-serious',
  all: ['commitment', 'licence', 'fulfilment', 'authorisation'],
  serious: ['repairForm', 'training', 'creditReport'],
};
