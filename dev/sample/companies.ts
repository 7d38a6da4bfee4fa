/**
 * Made-up companies for the demo and the tests. The codes are valid (GB 32100-2015, GB 11714-1997), but their organisation
 * codes begin with YYYY, a series that is not issued.
 */
export interface SampleCompany {
  readonly name: string;
  readonly uscc: string;
  /** Region code of the city: 320800 淮安市, 130100 石家庄市. */
  readonly city: '320800' | '130100';
}

export const SAMPLE_COMPANIES = [
  { name: '淮安示例清河环保科技有限公司', uscc: '91320800YYYY00012A', city: '320800' },
  { name: '淮安示例运河食品有限公司', uscc: '91320800YYYY000205', city: '320800' },
  { name: '淮安示例白马湖建材有限公司', uscc: '91320800YYYY000392', city: '320800' },
  { name: '淮安示例里运建设工程有限公司', uscc: '91320800YYYY00047W', city: '320800' },
  { name: '淮安示例洪泽水产加工有限公司', uscc: '91320800YYYY00055P', city: '320800' },
  { name: '淮安示例盱眙化工有限公司', uscc: '91320800YYYY00063J', city: '320800' },
  { name: '淮安示例金湖物流有限公司', uscc: '91320800YYYY00071D', city: '320800' },
  { name: '淮安示例涟水纺织有限公司', uscc: '91320800YYYY0008X5', city: '320800' },
  { name: '淮安示例钵池电子商务有限公司', uscc: '91320800YYYY000985', city: '320800' },
  { name: '淮安示例淮阴机械制造有限公司', uscc: '91320800YYYY00100Q', city: '320800' },
  { name: '淮安示例清江药业有限公司', uscc: '91320800YYYY00119M', city: '320800' },
  { name: '淮安示例楚秀餐饮管理有限公司', uscc: '91320800YYYY00127G', city: '320800' },
  { name: '石家庄示例滹沱环保设备有限公司', uscc: '91130100YYYY01015D', city: '130100' },
  { name: '石家庄示例正定食品有限公司', uscc: '91130100YYYY010238', city: '130100' },
  { name: '石家庄示例太行建材有限公司', uscc: '91130100YYYY010313', city: '130100' },
  { name: '石家庄示例藁城包装有限公司', uscc: '91130100YYYY0104XT', city: '130100' },
  { name: '石家庄示例鹿泉化工有限公司', uscc: '91130100YYYY01058T', city: '130100' },
  { name: '石家庄示例栾城制药有限公司', uscc: '91130100YYYY01066M', city: '130100' },
  { name: '石家庄示例赵州桥物流有限公司', uscc: '91130100YYYY01074G', city: '130100' },
  { name: '石家庄示例平山旅游服务有限公司', uscc: '91130100YYYY01082B', city: '130100' },
  { name: '石家庄示例井陉矿业机械有限公司', uscc: '91130100YYYY010906', city: '130100' },
  { name: '石家庄示例裕华商贸有限公司', uscc: '91130100YYYY01103U', city: '130100' },
] as const satisfies readonly SampleCompany[];
