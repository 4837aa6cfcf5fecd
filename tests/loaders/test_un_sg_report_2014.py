"""
The facts of the report as they stand after two independent passes were compared and every difference was resolved
from the text: every list, figure, gap and role as a table, and the traps by name.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pactgraph.content import content_folder

REPORT = "UN_SG_REPORT_2014"

LISTS = """
list                                         | silence | status | n | States
P16_OTHER_INSTRUMENTS                        | closed | in_place | 8 | CHE CUB CYP GEO LUX LVA PAK PRY
P16_OTHER_RELATED_PROTOCOLS                  | closed | in_place | 2 | GEO KWT
P16_TIP_AND_UNTOC | closed | in_place | 14 | AUS CHE CUB CYP ESP GEO ITA KWT LTU LUX PAK PRY SVN UKR
P17_LABOUR_CONVENTIONS                       | closed | in_place | 6 | CHE CYP GEO LUX PAK PHL
P18_PENAL_CODES                              | closed | in_place | 11 | CHE CUB DNK ESP GEO KWT LUX MDG PAK ROU RUS
P19_AGGRAVATING_CIRCUMSTANCES                | closed | in_place | 4 | CYP MEX PAK ROU
P19_DEFINITION_MARRIAGE_AND_ARMED_ACTIVITIES | text | in_place | 1 | PHL
P19_DEFINITION_SLAVERY_LIKE_PRACTICES        | closed | in_place | 3 | AUS CYP ESP
P19_MANDATORY_DISCLOSURE                     | text | in_place | 1 | CUB
P19_SPECIFIC_LEGISLATION                     | closed | in_place | 7 | AUS CYP ITA MEX PHL PRY UKR
P19_SPECIFIC_LEGISLATION                     | closed | under_consideration | 2 | KWT SGP
P19_VICTIMS_EXEMPT_FROM_PROSECUTION          | closed | in_place | 4 | CYP GEO PAK SGP
P20_PROTECTION_PROVISIONS                    | closed | in_place | 11 | AUS CAN CHE CYP DNK ESP GEO LUX MEX POL UKR
P20_REMEDIES                                 | closed | referred_to | 4 | AUS CHE GEO LVA
P21_JOINT_INVESTIGATION_TEAMS                | text | referred_to | 1 | SVN
P21_MORE_CONVICTIONS                         | text | in_place | 1 | PHL
P21_SPECIAL_UNITS_OR_PLANS                   | closed | in_place | 6 | AUS CHE CYP DNK ESP SGP
P23_EXTERNAL_EVALUATION                      | text | not_finalized | 1 | DNK
P23_NATIONAL_STRATEGIES | closed | in_place | 15 | AUS CAN CHE CYP FIN GEO LTU LVA MEX PHL POL PRY ROU SGP SVN
P23_PLANS_NOT_FINALIZED                      | closed | not_finalized | 2 | ITA MDG
P23_PROGRESS_IN_ANNUAL_REPORTS               | text | in_place | 1 | SVN
P23_SECOND_OR_LATER_PLANS | closed | in_place_or_being_developed | 6 | AUS DNK ESP GEO PHL SVN
P24_FORCED_LABOUR_AND_MIGRANT_RIGHTS         | open | in_place | 3 | AUS CAN FIN
P24_HUMAN_RIGHTS_BASIS                       | closed | in_place | 4 | AUS JPN MEX PHL
P24_SAFE_MIGRATION                           | open | in_place | 2 | POL ROU
P24_VULNERABILITY_OF_MIGRANT_WORKERS         | open | in_place | 1 | PHL
P25_ALLOCATION_INFORMATION                   | closed | in_place | 4 | AUS CAN ITA LTU
P26_COORDINATION_MECHANISMS | closed | in_place | 16 | AUS CAN CHE CYP DEU DNK ESP GEO JPN LUX MDG PHL ROU SGP SVN UKR
P26_NATIONAL_RAPPORTEUR                      | closed | in_place | 3 | FIN LUX SVN
P26_SUBNATIONAL_BODIES                       | closed | in_place | 2 | PHL ROU
P27_PROTOCOL_INITIATIVE                      | open | in_place | 1 | CHE
P28_BELEM_DO_PARA_WORK                       | text | referred_to | 1 | PRY
P28_CIS_PLAN                                 | text | referred_to | 1 | RUS
P28_COE_CONVENTION_AND_DIRECTIVES            | closed | in_place | 11 | CHE DEU DNK ESP FIN GEO ITA LTU LUX POL SVN
P28_OAS_COOPERATION                          | text | referred_to | 1 | PRY
P29_BILATERAL_COOPERATION                    | closed | in_place | 8 | CHE CUB DNK GEO JPN LTU PHL ROU
P29_NGO_COOPERATION                          | closed | in_place | 10 | AUS CAN FIN ITA JPN LUX MDG MEX ROU SGP
P29_REGIONAL_MEETINGS                        | closed | in_place | 7 | AUS CHE DNK FIN ITA MEX PHL
P29_WORK_WITH_REGION                         | text | in_place | 1 | AUS
P30_ASSISTANCE_PROGRAMMES                    | closed | referred_to | 6 | AUS DNK ESP KWT PRY ROU
P31_MANDATORY_COURSE                         | open | in_place | 1 | GEO
P32_CAMPAIGN_CHILDREN                        | open | in_place | 1 | LUX
P32_CAMPAIGN_INDIGENOUS                      | open | in_place | 1 | CAN
P32_CAMPAIGN_MARRIAGE                        | open | in_place | 1 | PHL
P32_CAMPAIGN_TOURISM                         | open | in_place | 2 | CUB ESP
P33_INEQUALITY_AND_DISCRIMINATION            | text | in_place | 2 | FIN GEO
P33_MIGRANT_WORKERS_VULNERABLE               | text | noted | 1 | PHL
P33_POVERTY_SERVICES                         | text | in_place | 1 | PAK
P33_QUALITY_OF_EDUCATION                     | text | in_place | 1 | GEO
P33_WORKPLACE_RIGHTS                         | text | in_place | 3 | AUS POL SVN
P35_DISASTER_SERVICES                        | text | referred_to | 1 | PAK
P35_HUMANITARIAN_VULNERABILITY               | closed | noted | 2 | GEO PAK
P35_PERSONNEL_TRAINING                       | text | in_place | 1 | GEO
P36_MAGISTRATES                              | text | in_place | 1 | LUX
P36_SEMINARS_AND_DRIVES                      | text | in_place | 1 | PHL
P36_TRAINING_STANDARDS                       | text | in_place | 1 | DEU
P38_IDENTIFICATION_MANUALS                   | text | in_place | 2 | CYP PRY
P39_ACCESS_OR_FUNDING_INFORMATION            | closed | in_place | 8 | AUS CAN ESP GEO ITA JPN LTU SVN
P39_CHILDREN_SERVICES                        | closed | in_place | 3 | LTU PAK ROU
P39_CULTURAL_MEDIATORS                       | text | in_place | 1 | ITA
P39_DRAFT_LAW_ON_FUNDS                       | text | draft | 1 | ROU
P39_GOVERNMENT_STRUCTURE                     | text | in_place | 1 | PRY
P39_INFORMATION_GUIDE                        | text | being_developed | 1 | ESP
P39_PUBLIC_FUNDS_FOR_NGOS                    | text | in_place | 1 | ROU
P39_REFERRAL_OR_HOTLINES                     | closed | in_place | 6 | DEU GEO ITA JPN PHL POL
P39_SERVICES                                 | closed | in_place | 12 | AUS CAN GEO ITA LTU LUX PHL POL ROU SGP SVN UKR
P39_STATE_FUND                               | text | in_place | 1 | GEO
P40_REINTEGRATION                            | closed | in_place | 3 | GEO ITA PRY
P41_STAY_CONTINGENT                          | closed | exception | 3 | CAN GEO ITA
P45_SUPPLY_CHAINS                            | text | in_place | 1 | AUS
P46_CONFERENCES_AND_BUSINESS_AWARENESS       | open | referred_to | 1 | SGP
P46_PRIVATE_SECTOR_CAMPAIGNS                 | text | in_place | 1 | CHE
P48_CRIMINAL_JUSTICE_DATA                    | closed | in_place | 3 | CHE DNK ESP
P48_DATA_EFFORTS                             | closed | in_place | 3 | AUS CHE SGP
P48_DISAGGREGATED_DATA                       | closed | in_place | 2 | DNK GEO
P48_OTHER_DEPARTMENTS_DATA                   | closed | in_place | 1 | PHL
P48_VICTIM_SERVICES_DATA                     | closed | in_place | 3 | AUS LUX SVN
P49_ANNUAL_REPORT                            | text | in_place | 1 | ROU
P49_DATA_INTEGRATION_CHALLENGE               | text | noted | 1 | PHL
P49_IDENTIFICATION_DATA                      | text | in_place | 1 | PRY
P49_INDICATORS                               | text | in_place | 1 | DNK
P49_NATIONAL_DATABASES                       | text | in_place | 2 | ITA PRY
P49_REAL_TIME_MONITORING                     | text | in_place | 1 | ITA
P50_BASELINE_REPORT                          | open | in_place | 1 | CAN
"""

ENTITY_LISTS = """
list                               | silence | who is active in it
P10_TREATY_BODY_RECOMMENDATIONS | closed | CAT_COMMITTEE CCPR_COMMITTEE CEDAW_COMMITTEE CERD_COMMITTEE
P10_TREATY_BODY_RECOMMENDATIONS | closed | CESCR CMW_COMMITTEE CRC_COMMITTEE
P12_IMPACT_ON_RIGHTS_OF_VICTIMS    | text | SR_TRAFFICKING
P22_LEGISLATION_SUPPORT            | closed | UNICEF UNODC
P22_RIGHTS_IN_JUDICIAL_DECISIONS   | closed | OHCHR
P22_TOOLS                          | closed | UNODC
P24_RIGHTS_BASED_APPROACH_ADVOCACY | text | OHCHR
P27_PROTOCOL_INITIATIVE            | open | UNODC
P30_SUPPORT_FOR_COOPERATION        | closed | OHCHR
P31_MANDATORY_COURSE               | open | STATE_UNIVERSITY_TBILISI
P34_DIALOGUES_AND_CONFERENCES      | closed | DESA UNESCO
P34_NATIONAL_CAMPAIGNS             | closed | UNDP UNODC
P34_WORLD_DAY                      | open | IOM OHCHR UNESCO UNODC
P35_DISASTER_SERVICES              | text | PAK_NDMA
P35_REFUGEE_AND_DISPLACED          | closed | UNDP
P37_UN_TRAINING                    | closed | UNICEF UNODC UN_WOMEN
P42_TECHNICAL_ASSISTANCE           | closed | UNDP UNICEF
P51_JUDICIAL_OUTCOMES              | open | UNODC
P51_RIGHTS_JURISPRUDENCE           | open | OHCHR
P51_STATISTICS_AND_DATABASES       | open | ILO IOM UNODC
P51_STUDIES                        | open | ESCWA UNDP
"""

FIGURES = """
figure                           | value    | unit | qualifier | period | stated by, besides the report
FN7_LATE_CONTRIBUTIONS           | 6        | States | exact     | - | -
FN7_REPLIES                      | 22       | States | exact     | /2014-06-27 | -
P03_BOYS_OF_THREE_CHILD_VICTIMS  | 1        | persons | exact     | 2007/2010 | GLOBAL_REPORT_TIP_2012 UNODC
P03_CHILDREN_SHARE               | 27       | percent | exact     | 2007/2010 | GLOBAL_REPORT_TIP_2012 UNODC
P03_GIRLS_OF_THREE_CHILD_VICTIMS | 2        | persons | exact     | 2007/2010 | GLOBAL_REPORT_TIP_2012 UNODC
P03_WOMEN_AND_GIRLS_SHARE        | 75       | percent | about     | 2007/2010 | GLOBAL_REPORT_TIP_2012 UNODC
P03_WOMEN_SHARE                  | 55-60    | percent | exact     | 2007/2010 | GLOBAL_REPORT_TIP_2012 UNODC
P04_2012_ASSISTED                | 6499     | persons | exact     | 2012/2012 | IOM IOM_ANNUAL_REVIEW_2012
P04_2012_DOMESTIC_SERVITUDE      | 18       | percent | exact     | 2012/2012 | IOM IOM_ANNUAL_REVIEW_2012
P04_2012_FEMALE                  | 58       | percent | exact     | 2012/2012 | IOM IOM_ANNUAL_REVIEW_2012
P04_2012_FORCED_LABOUR           | 45       | percent | exact     | 2012/2012 | IOM IOM_ANNUAL_REVIEW_2012
P04_2012_OTHER_REASONS           | 10       | percent | exact     | 2012/2012 | IOM IOM_ANNUAL_REVIEW_2012
P04_2012_SEXUAL_EXPLOITATION     | 20       | percent | exact     | 2012/2012 | IOM IOM_ANNUAL_REVIEW_2012
P04_2013_ADULTS                  | 81       | percent | exact     | 2013/2013 | IOM IOM_CASE_DATA_2013
P04_2013_ASSISTED                | 6463     | persons | exact     | 2013/2013 | IOM IOM_CASE_DATA_2013
P04_2013_CHILDREN                | 19       | percent | exact     | 2013/2013 | IOM IOM_CASE_DATA_2013
P04_2013_DOMESTIC_SERVITUDE      | 7        | percent | exact     | 2013/2013 | IOM IOM_CASE_DATA_2013
P04_2013_FEMALE                  | 57       | percent | exact     | 2013/2013 | IOM IOM_CASE_DATA_2013
P04_2013_FORCED_LABOUR           | 65       | percent | more_than | 2013/2013 | IOM IOM_CASE_DATA_2013
P04_2013_OTHER_REASONS           | 10       | percent | exact     | 2013/2013 | IOM IOM_CASE_DATA_2013
P04_2013_SEXUAL_EXPLOITATION     | 14       | percent | exact     | 2013/2013 | IOM IOM_CASE_DATA_2013
P06_FORCED_LABOUR                | 21000000 | persons | nearly    | - | ILO ILO_FORCED_LABOUR_ESTIMATE_2012
P09_RECOMMENDATIONS              | 536      | recommendations | exact     | - | -
P09_STATES_ADDRESSED_COUNT       | 77       | States | exact     | - | -
P09_STATES_UNDER_REVIEW_COUNT    | 84       | States | exact     | - | -
P14_THEMATIC_REPORTS             | 2        | reports | exact     | - | -
P15_ENTITIES_RESPONDED           | 10       | entities and organizations | exact     | /2014-06-09 | -
P15_MEMBER_STATES_RESPONDED      | 28       | States | exact     | /2014-06-09 | -
P16_CONVENTION_PARTIES           | 179      | States | exact     | - | -
P16_CONVENTION_SIGNATORIES       | 147      | States | exact     | - | -
P16_PROTOCOL_PARTIES             | 159      | States | exact     | - | -
P16_PROTOCOL_SIGNATORIES         | 117      | States | exact     | - | -
P21_CONVICTIONS_2005_2010        | 29       | convictions | exact     | 2005/2010 | PHL
P21_CONVICTIONS_2010_2014        | 89       | convictions | exact     | 2010-07/2014-01 | PHL
P27_GUIDANCE_DOCUMENTS           | 2        | documents | exact     | - | CHE
P27_PARTICIPATING_STATES_PARTIES | 12       | States | exact     | - | CHE
P36_INFORMATION_DRIVES           | 32306    | information drives or dialogues | exact     | 2011/2013 | -
P36_SEMINARS                     | 13463    | seminars | exact     | 2011/2013 | -
P37_UNICEF_COUNTRIES             | 73       | countries | exact     | - | -
P43_GRANTS_2012                  | 40       | percent | exact     | 2012/2012 | -
P43_GRANTS_2013                  | 50       | percent | exact     | 2013/2013 | -
P43_REGIONS_2013                 | 5        | regions | exact     | 2013/2013 | -
P43_TRUST_FUNDS                  | 2        | trust funds | exact     | - | -
P44_GRANTEES_COUNT               | 11       | non-governmental organizations | exact     | 2011/2011 | UNODC
P44_GRANT_PERIOD                 | 3        | years | exact     | 2011/ | UNODC
P51_DATABASE_CASES               | 1000     | cases | more_than | - | -
P51_DATABASE_COUNTRIES           | 83       | countries | exact     | - | -
P53_WORKING_GROUP_SIZE           | 6        | member organizations | exact     | - | -
"""

GAPS = """
gap                                     | scope | lacking | exceptions | stated by, besides the report
P05_PROSECUTIONS_AND_CONVICTIONS_LOW    | general | - | - | GLOBAL_REPORT_TIP_2012 UNODC
P05_PROSECUTION_BEFORE_SUPPORT          | general | - | - | -
P06_EMPLOYMENT_AND_LABOUR_LAW           | general | - | - | -
P06_INITIATIVES_NOT_SUFFICIENT          | general | - | - | -
P06_LEGAL_MIGRATION                     | general | - | - | -
P06_PREVENTION_LIMITED_TO_AWARENESS     | general | - | - | -
P13_IMPUNITY                            | general | - | - | A_HRC_22_54 SR_SALE_OF_CHILDREN
P13_UNDERREPORTING                      | general | - | - | A_HRC_22_54 SR_SALE_OF_CHILDREN
P21_ENFORCEMENT                         | general | P21_MANY_STATES | - | -
P21_LOW_PROSECUTIONS                    | general | - | - | -
P21_SPECIALIZED_APPROACH                | general | - | - | -
P23_ASSESSMENT_RESULTS                  | not_specified | P23_STATES_WITH_ASSESSMENTS | - | -
P24_HUMAN_RIGHTS_BASIS_FEW              | few | - | AUS JPN MEX PHL | -
P25_ALLOCATION_INFORMATION_FEW          | few | - | AUS CAN ITA LTU | -
P25_ALLOCATION_NOT_CLEAR                | not_specified | - | - | -
P33_FOCUS_ON_CRIMINALIZATION            | majority | - | - | -
P33_VULNERABILITY_FACTORS               | very_few | - | - | -
P34_ROOT_CAUSES_IN_UN_EFFORTS | none | P34_DIALOGUES_AND_CONFERENCES P34_NATIONAL_CAMPAIGNS P34_WORLD_DAY | - | -
P34_ROOT_CAUSES_OVERALL                 | general | - | - | -
P35_HUMANITARIAN_VULNERABILITY_ONLY_TWO | only_named | - | GEO PAK | -
P35_MORE_PREVENTION                     | general | - | - | -
P35_SERVICE_DETAILS                     | not_specified | PAK | - | -
P38_DETAINED_AND_DEPORTED               | general | - | - | -
P38_IDENTIFICATION                      | general | - | - | -
P39_ACCESS_OR_FUNDING_SOME              | some | - | AUS CAN ESP GEO ITA JPN LTU SVN | -
P41_STAY_CONTINGENT_CHALLENGE           | majority | - | CAN GEO ITA | -
P45_COLLABORATION                       | general | - | - | -
P46_MORE_FOCUSED_EFFORTS                | general | - | - | -
P47_FEW_CASES_NOTICED                   | general | - | - | -
P47_MEASUREMENT_TOOLS                   | general | - | - | E_CN_15_2014_10 SECRETARY_GENERAL
P47_METHODS_DIFFER                      | general | - | - | -
P48_CRIMINAL_JUSTICE_FOCUS              | general | - | - | -
P49_BROADER_DATA                        | fewer | - | - | -
P49_DATA_INTEGRATION                    | general | - | - | PHL
P51_LOW_PROSECUTIONS                    | general | - | - | -
P54_NO_WORK_ON_WOMEN_AND_GIRLS          | none | ICAT RTWG_ASIA_PACIFIC | - | -
P55_FEWER_SUBMISSIONS                   | fewer | - | - | -
P56_GIRLS_NOT_DISTINGUISHED             | majority | - | - | -
P57_PROSECUTION_RATES_LOW               | general | - | - | -
P58_EVALUATION_OUTCOMES                 | limited | - | - | -
P59_PREVENTION_AND_SUPPORT              | general | - | - | -
P59_PROSECUTION_FOCUS                   | general | - | - | -
P60_GREATER_FOCUS                       | general | - | - | -
P60_PREVENTION_OF_ROOT_CAUSES           | general | - | - | -
P60_ROOT_CAUSES_INFORMATION             | limited | - | - | -
P61_HUMANITARIAN_SITUATIONS             | very_few | - | - | -
P61_MORE_FOCUS                          | general | - | - | -
P62_IDENTIFICATION                      | general | P62_MANY_STATES | - | -
P62_RESIDENCE_FOR_ALL                   | few | - | - | -
P63_PRIVATE_SECTOR                      | few | - | - | -
P64_DATA                                | general | - | - | -
"""

ROLES = """
type        | from                                | to                       | role        | since | until | place
COORDINATES | UN                                  | TRUST_FUND_SLAVERY       | -           | -     | -     | para. 43
COORDINATES | UN                                  | TRUST_FUND_TRAFFICKING   | -           | -     | -     | para. 43
COORDINATES | UNODC                               | ICAT                     | -           | -     | -     | footnote 9
CHAIRS      | ESCAP                               | RTWG_ASIA_PACIFIC        | co_chair    | -     | -     | para. 54
CHAIRS      | ILO                                 | ICAT                     | chair       | 2013  | 2014  | footnote 9
CHAIRS      | IOM                                 | ICAT                     | chair       | -     | -     | footnote 9
CHAIRS      | IOM                                 | RTWG_ASIA_PACIFIC        | co_chair    | -     | -     | para. 54
FACILITATES | UNODC                               | GLOBAL_INITIATIVE        | -           | -     | -     | para. 52
ADMINISTERS | OHCHR                               | TRUST_FUND_SLAVERY       | administers | -     | -     | para. 43
ADMINISTERS | UN                                  | TRUST_FUND_SLAVERY       | manages     | -     | -     | para. 43
ADMINISTERS | UN                                  | TRUST_FUND_TRAFFICKING   | manages     | -     | -     | para. 43
ADMINISTERS | UNODC                               | TRUST_FUND_TRAFFICKING   | administers | -     | -     | para. 43
ADMINISTERS | UNODC                               | TRUST_FUND_TRAFFICKING   | administers | -     | -     | para. 44
ESTABLISHED | GEO                                 | GEO_STATE_FUND           | -           | -     | -     | para. 39
ESTABLISHED | PRY                                 | PRY_GOVERNMENT_STRUCTURE | -           | -     | -     | para. 39
MEMBER_OF   | P53_ICAT_MEMBERS                    | ICAT                     | -           | -     | -     | para. 53
MEMBER_OF   | P53_WORKING_GROUP_MEMBERS           | ICAT                     | -           | -     | -     | para. 53
MEMBER_OF   | P53_WORKING_GROUP_MEMBERS           | ICAT_WORKING_GROUP       | -           | -     | -     | para. 53
PART_OF     | ICAT_WORKING_GROUP                  | ICAT                     | -           | -     | -     | para. 53
PART_OF     | IOM_MIGRANT_ASSISTANCE_DIVISION     | IOM                      | -           | -     | -     | footnote 1
PART_OF     | IOM_MIGRANT_ASSISTANCE_DIVISION     | IOM                      | -           | -     | -     | footnote 2
PART_OF     | OSCE_ALLIANCE_TEAM                  | OSCE                     | -           | -     | -     | para. 28
PART_OF     | PAK_NDMA                            | PAK                      | -           | -     | -     | para. 35
PART_OF     | PRY_GOVERNMENT_STRUCTURE            | PRY                      | -           | -     | -     | para. 39
PART_OF     | ROU_NATIONAL_COORDINATION_MECHANISM | ROU                      | -           | -     | -     | para. 39
PART_OF     | SR_SALE_OF_CHILDREN                 | HRC                      | -           | -     | -     | para. 12
PART_OF     | SR_SLAVERY                          | HRC                      | -           | -     | -     | para. 12
PART_OF     | SR_TRAFFICKING                      | HRC                      | -           | -     | -     | para. 12
PART_OF     | STATE_UNIVERSITY_TBILISI            | GEO                      | -           | -     | -     | para. 31
PART_OF     | SVN_INTERDEPARTMENTAL_WORKING_GROUP | SVN                      | -           | -     | -     | para. 23
PART_OF     | UPR_WORKING_GROUP                   | HRC                      | -           | -     | -     | para. 9
"""

COUNTS = """
place      | nodes | relationships
title page | 2     | 3
para. 1    | 1     | 2
para. 2    | 2     | 6
para. 3    | 6     | 17
para. 4    | 16    | 58
para. 5    | 2     | 5
para. 6    | 7     | 16
para. 7    | 4     | 8
para. 8    | 5     | 8
para. 9    | 7     | 11
para. 10   | 1     | 0
para. 12   | 4     | 13
para. 13   | 7     | 18
para. 14   | 6     | 11
para. 15   | 4     | 7
para. 16   | 7     | 72
para. 17   | 1     | 6
para. 18   | 1     | 11
para. 19   | 8     | 23
para. 20   | 2     | 15
para. 21   | 11    | 19
para. 22   | 3     | 4
para. 23   | 13    | 43
para. 24   | 7     | 18
para. 25   | 3     | 12
para. 26   | 3     | 21
para. 27   | 5     | 18
para. 28   | 12    | 42
para. 29   | 7     | 45
para. 30   | 2     | 8
para. 31   | 4     | 5
para. 32   | 4     | 5
para. 33   | 7     | 12
para. 34   | 7     | 20
para. 35   | 9     | 17
para. 36   | 7     | 10
para. 37   | 4     | 11
para. 38   | 5     | 5
para. 39   | 18    | 60
para. 40   | 2     | 7
para. 41   | 4     | 9
para. 42   | 2     | 3
para. 43   | 9     | 21
para. 44   | 5     | 15
para. 45   | 3     | 3
para. 46   | 8     | 9
para. 47   | 4     | 8
para. 48   | 8     | 17
para. 49   | 11    | 23
para. 50   | 2     | 4
para. 51   | 10    | 21
para. 52   | 2     | 4
para. 53   | 7     | 15
para. 54   | 2     | 7
para. 55   | 3     | 5
para. 56   | 1     | 2
para. 57   | 3     | 2
para. 58   | 3     | 3
para. 59   | 2     | 2
para. 60   | 3     | 4
para. 61   | 2     | 3
para. 62   | 3     | 4
para. 63   | 1     | 2
para. 64   | 1     | 1
footnote 1 | 2     | 4
footnote 2 | 1     | 4
footnote 3 | 0     | 4
footnote 4 | 1     | 2
footnote 5 | 2     | 4
footnote 6 | 0     | 7
footnote 7 | 3     | 32
footnote 8 | 0     | 9
footnote 9 | 0     | 4
"""

LIMBS = {
    "P16_OTHER_INSTRUMENTS": 3,
    "P16_OTHER_RELATED_PROTOCOLS": 2,
    "P19_AGGRAVATING_CIRCUMSTANCES": 2,
    "P19_DEFINITION_SLAVERY_LIKE_PRACTICES": 2,
    "P20_REMEDIES": 3,
    "P21_SPECIAL_UNITS_OR_PLANS": 3,
    "P23_ASSESSMENTS": 2,
    "P23_NATIONAL_STRATEGIES": 5,
    "P23_SECOND_OR_LATER_PLANS": 2,
    "P26_COORDINATION_MECHANISMS": 6,
    "P26_SUBNATIONAL_BODIES": 2,
    "P29_BILATERAL_COOPERATION": 3,
    "P29_REGIONAL_MEETINGS": 3,
    "P29_WORK_WITH_REGION": 2,
    "P30_ASSISTANCE_PROGRAMMES": 2,
    "P37_UN_TRAINING": 2,
    "P39_ACCESS_OR_FUNDING_INFORMATION": 2,
    "P39_CHILDREN_SERVICES": 3,
    "P39_REFERRAL_OR_HOTLINES": 2,
    "P40_REINTEGRATION": 2,
    "P41_RESIDENCY_PERMITS": 2,
    "P42_TECHNICAL_ASSISTANCE": 2,
    "P48_DATA_EFFORTS": 3,
    "P48_DISAGGREGATED_DATA": 2,
    "P51_STATISTICS_AND_DATABASES": 2,
}


NO_MERIT = {
    "P33_MIGRANT_WORKERS_VULNERABLE": "limit",
    "P41_STAY_CONTINGENT": "condition",
    "P48_CRIMINAL_JUSTICE_DATA": "limit",
    "P49_DATA_INTEGRATION_CHALLENGE": "limit",
}
"""What is no measure against trafficking: who is not listed with it lacks nothing."""

LIMBS_AND_EXAMPLES = {
    ("P16_OTHER_INSTRUMENTS", "limb", "CRC"),
    ("P16_OTHER_INSTRUMENTS", "limb", "CEDAW"),
    ("P16_OTHER_RELATED_PROTOCOLS", "example", "SMUGGLING_PROTOCOL"),
    ("P40_REINTEGRATION", "limb", "IOM"),
    ("P46_CONFERENCES_AND_BUSINESS_AWARENESS", "example", "BUSINESS_AGAINST_TRAFFICKING_CONFERENCE"),
}

TO_COME = {
    "IOM_CASE_DATA_2013": "awaited",
    "TRUST_FUND_TRAFFICKING_EVALUATION": "awaited",
    "TRUST_FUND_TRAFFICKING_SECOND_CALL": "awaited",
    "DNK_PLAN_EVALUATION": "in_preparation",
    "ESP_INFORMATION_GUIDE": "in_preparation",
    "OHCHR_JURISPRUDENCE_DATABASES": "in_preparation",
    "ROU_DRAFT_LAW_ON_PUBLIC_FUNDS": "in_preparation",
    "TIP_PROTOCOL_GUIDANCE": "in_preparation",
}
"""What the text speaks of as to come or as being made."""

DATES = {
    ("Document", "issued"): 10,
    ("Event", "held"): 6,
    ("Treaty", "adopted"): 1,
    ("ADOPTED", "since"): 1,
    ("CHAIRS", "since"): 1,
    ("CHAIRS", "until"): 1,
    ("FUNDS", "since"): 3,
    ("PRESENTED_TO", "since"): 7,
    ("PRODUCED", "since"): 3,
    ("REPORTED", "since"): 2,
    ("SUPPORTS", "since"): 2,
    ("SUPPORTS", "until"): 2,
}
"""How many rows have a date of their own; each was read in the text."""


def table(text: str) -> list[tuple[str, ...]]:
    """Rows of a table above without its header; a dash is an empty cell."""
    rows = [tuple("" if cell.strip() == "-" else cell.strip() for cell in line.split("|")) for line in text.split("\n")]
    return [row for row in rows if len(row) > 1][1:]


@cache
def facts(kind: str) -> list[dict[str, str]]:
    path = content_folder("loaders") / "un_sg_report_2014" / "facts" / f"{kind}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kinds() -> list[str]:
    return sorted(path.stem for path in (content_folder("loaders") / "un_sg_report_2014" / "facts").glob("*.csv"))


def every() -> Iterator[tuple[str, dict[str, str]]]:
    for kind in kinds():
        for row in facts(kind):
            yield kind, row


def ends(kind: str, start: str = "", end: str = "") -> set[tuple[str, str]]:
    return {(r["from"], r["to"]) for r in facts(kind) if start in ("", r["from"]) and end in ("", r["to"])}


def is_state(id_: str) -> bool:
    return re.fullmatch(r"[A-Z]{3}", id_) is not None and id_ not in OTHERS_OF_THREE_LETTERS


OTHERS_OF_THREE_LETTERS = {"IOM", "ILO", "HRC", "CSW", "OAS", "CIS", "CRC"}
"""Entities and treaties whose id looks like that of a State."""

SILENCE = {"true": "open", "false": "closed", "": "text"}
"""open: examples; closed: the answer to who; text: named in running text, which is no list."""


def test_every_list_holds_the_states_the_text_gives_with_their_status():
    measures = {row["id"]: row for row in facts("Measure")}
    found = defaultdict(set)
    for row in facts("REPORTED"):
        if is_state(row["from"]):
            found[row["to"], SILENCE[measures[row["to"]]["list_is_open"]], row["status"]].add(row["from"])
    stated = {(measure, silence, status): set(states.split()) for measure, silence, status, _, states in table(LISTS)}
    assert found == stated
    assert all(len(states.split()) == int(n) for *_, n, states in table(LISTS))


def test_every_list_of_entities_holds_those_the_text_gives():
    measures = {row["id"]: row for row in facts("Measure")}
    found = defaultdict(set)
    for row in facts("ACTIVE_IN"):
        if row["to"] in measures:
            found[row["to"], SILENCE[measures[row["to"]]["list_is_open"]]].add(row["from"])
    stated = defaultdict(set)
    for measure, silence, who in table(ENTITY_LISTS):
        stated[measure, silence] |= set(who.split())
    assert found == stated


def test_22_and_6_states_replied_and_cyprus_stands_in_both_lists():
    reply = {row["from"]: row["reply"] for row in facts("REPLIED_TO")}
    states = {id_ for id_ in reply if is_state(id_)}
    assert len(states) == 27
    assert len({s for s in states if reply[s] in {"for_this_report", "both"}}) == 22
    assert {s for s in states if reply[s] in {"late_for_previous_report", "both"}} == {
        *("CYP", "GEO", "KWT", "MDG", "PAK", "UKR"),
    }
    assert reply["CYP"] == "both"
    assert set(reply) - states == {
        *("ESCAP", "ESCWA", "IOM", "OHCHR", "UNDP", "UNESCO", "UNICEF", "UNODC", "UN_WOMEN"),
    }


def test_a_state_in_a_list_replied():
    replied = {row["from"] for row in facts("REPLIED_TO")}
    assert {row["from"] for row in facts("REPORTED") if is_state(row["from"])} <= replied


def test_every_figure_has_its_unit_and_period_and_says_who_says_so():
    said = defaultdict(set)
    for row in facts("STATED"):
        said[row["to"]].add(row["from"])
    found = set()
    for row in facts("Figure"):
        assert REPORT in said[row["id"]]
        value = row["value"] + (f"-{row['value_max']}" if row["value_max"] else "")
        period = (
            f"{row['period_from']}/{row['period_to']}".removesuffix("/") if row["period_from"] else row["period_to"]
        )
        others = " ".join(sorted(said[row["id"]] - {REPORT}))
        found.add((row["id"], value, row["unit"], row["qualifier"], period, others))
    assert found == {(*row[:4], row[4].strip("/"), row[5]) for row in table(FIGURES)}


def test_every_stated_gap_has_its_scope_and_says_who_lacks_and_who_is_excepted():
    about = defaultdict(set)
    for row in facts("ABOUT"):
        about[row["from"], row["role"]].add(row["to"])
    said = defaultdict(set)
    for row in facts("STATED"):
        said[row["to"]].add(row["from"])
    found = {}
    for row in facts("StatedGap"):
        id_ = row["id"]
        assert REPORT in said[id_]
        found[id_] = (row["scope"], about[id_, "lacking"], about[id_, "exception"], said[id_] - {REPORT})
    assert found == {
        gap: (scope, set(lacking.split()), set(exceptions.split()), set(others.split()))
        for gap, scope, lacking, exceptions, others in table(GAPS)
    }


def test_mechanisms_and_funds_have_the_roles_the_text_gives():
    found = [
        (kind, row["from"], row["to"], row.get("role", ""), row.get("since", ""), row.get("until", ""), row["locator"])
        for kind in ("COORDINATES", "CHAIRS", "FACILITATES", "ADMINISTERS", "ESTABLISHED", "MEMBER_OF", "PART_OF")
        for row in facts(kind)
    ]
    assert sorted(found) == sorted(table(ROLES))


def test_as_many_facts_per_paragraph_as_were_agreed():
    found = Counter((row["locator"], "from" in row) for _, row in every())
    assert {(place, str(found[place, False]), str(found[place, True])) for place, _ in found} == set(table(COUNTS))


def test_every_locator_is_a_place_of_the_report_and_no_recommendation():
    places = {"title page", *(f"para. {n}" for n in range(1, 65)), *(f"footnote {n}" for n in range(1, 10))}
    assert {row["locator"] for _, row in every()} <= places
    for kind in ("Measure", "Figure", "StatedGap"):
        assert all(row["paragraph"] == row["locator"] for row in facts(kind))


def test_ids_of_what_a_paragraph_holds_start_with_it():
    for kind in ("Measure", "Figure", "StatedGap"):
        for row in facts(kind):
            where, number = row["locator"].split()
            prefix = f"P{int(number):02d}_" if where == "para." else f"FN{number}_"
            assert row["id"].startswith(prefix), row["id"]


def test_no_state_is_linked_to_a_state():
    linked = {(kind, row["from"], row["to"]) for kind, row in every() if "from" in row}
    assert not [link for link in linked if is_state(link[1]) and is_state(link[2])]


def test_counterparts_the_text_does_not_name_stay_groups():
    groups = {row["id"] for row in facts("Group")}
    assert {end for start, end in ends("COOPERATES_WITH") if is_state(start)} <= groups
    sizes = {row["id"]: row["size"] for row in facts("Group") if row["size"]}
    assert sizes == {
        "P04_IOM_ASSISTED_2012": "6499",
        "P04_IOM_ASSISTED_2013": "6463",
        "P09_STATES_ADDRESSED": "77",
        "P09_STATES_UNDER_REVIEW": "84",
        "P27_STATES_PARTIES": "12",
        "P37_COUNTRIES": "73",
        "P44_GRANTEES": "11",
        "P51_COUNTRIES": "83",
        "P53_WORKING_GROUP_MEMBERS": "6",
    }


def test_and_or_statements_keep_their_limbs_and_assert_none():
    assert {row["id"]: len(row["alternatives"].split("|")) for row in facts("Measure") if row["alternatives"]} == LIMBS
    limbs = {limb for row in facts("Measure") for limb in row["alternatives"].split("|") if limb}
    assert not [row for row in facts("REPORTED") if row["detail"] in limbs]


def test_limits_and_conditions_are_no_measures():
    assert {row["id"]: row["nature"] for row in facts("Measure") if row["nature"] != "measure"} == NO_MERIT


def test_what_limbs_and_examples_name_is_found_from_it_and_said_of_no_state():
    roles = {"limb", "example"}
    assert {(r["from"], r["role"], r["to"]) for r in facts("ABOUT") if r["role"] in roles} == LIMBS_AND_EXAMPLES
    listed = {(row["from"], row["to"]) for row in facts("REPORTED")}
    for measure, _, named in LIMBS_AND_EXAMPLES:
        states = {state for state, list_ in listed if list_ == measure}
        assert not [
            r
            for kind, r in every()
            if kind not in ("ABOUT", "REPORTED") and r.get("from") in states and r.get("to") == named
        ]


def test_what_is_to_come_is_said_to_be():
    assert {r["id"]: r["stage"] for kind in ("Document", "Event") for r in facts(kind) if r["stage"]} == TO_COME
    assert {(r["from"], r["to"]) for r in facts("ABOUT") if r["role"] == "condition"} == {
        ("TRUST_FUND_TRAFFICKING_SECOND_CALL", "TRUST_FUND_TRAFFICKING_EVALUATION"),
    }


def test_whatever_has_a_kind_says_which():
    for label in ("Document", "Event", "Fund", "Group", "Measure", "Mechanism", "Organization", "Treaty", "UNEntity"):
        assert all(row["kind"] for row in facts(label)), label


def test_dates_are_those_of_the_text():
    dated = ("adopted", "founded", "ended", "held", "issued", "since", "until")
    found = Counter((kind, column) for kind, row in every() for column in dated if row.get(column))
    assert found == DATES


def test_developing_or_working_from_a_plan_is_no_plan_in_place():
    (status,) = {row["status"] for row in facts("REPORTED") if row["to"] == "P23_SECOND_OR_LATER_PLANS"}
    assert status == "in_place_or_being_developed"


@pytest.mark.parametrize(
    ("treaty", "action", "parties", "place"),
    [
        ("UNTOC", "unspecified", 14, "para. 16"),
        ("TIP_PROTOCOL", "unspecified", 14, "para. 16"),
        ("COE_CETS197", "ratification", 11, "para. 28"),
    ],
)
def test_party_only_where_the_text_says_so_of_each(treaty, action, parties, place):
    rows = [row for row in facts("PARTY_TO") if row["to"] == treaty]
    assert [(row["action"], row["locator"]) for row in rows] == [(action, place)] * parties
    assert len(facts("PARTY_TO")) == 14 + 14 + 11


@pytest.mark.parametrize("treaty", ["SMUGGLING_PROTOCOL", "CRC", "CEDAW", "ILO_C029", "ILO_P029", "BELEM_DO_PARA"])
def test_examples_of_and_or_lists_and_mentions_make_nobody_party(treaty):
    assert not ends("PARTY_TO", end=treaty)


@pytest.mark.parametrize(
    ("kind", "start", "end", "why"),
    [
        ("COOPERATES_WITH", "RUS", "CIS", "para. 28 highlights cooperation among countries of the Commonwealth"),
        ("COOPERATES_WITH", "PRY", "OAS", "para. 28 highlights cooperation among countries of the Organization"),
        ("MEMBER_OF", "RUS", "CIS", "no membership is stated"),
        ("MEMBER_OF", "PRY", "OAS", "no membership is stated"),
        ("COOPERATES_WITH", "GEO", "IOM", "para. 40: with IOM and/or non-governmental organizations"),
        ("SUPPORTS", "SGP", "BUSINESS_AGAINST_TRAFFICKING_CONFERENCE", "para. 46 names it as an example"),
        ("REPORTED", "SVN", "P21_SPECIAL_UNITS_OR_PLANS", "para. 21: joint teams are no special unit"),
        ("REPORTED", "DESA", "P34_DIALOGUES_AND_CONFERENCES", "active, not a replier"),
        ("REPLIED_TO", "DESA", "REQUEST_FOR_INFORMATION", "footnote 8 does not name it"),
        ("REPLIED_TO", "ILO", "REQUEST_FOR_INFORMATION", "footnote 8 does not name it"),
        ("MEMBER_OF", "ILO", "ICAT", "footnote 9 says who chaired, not who is a member"),
        ("ABOUT", "P33_VULNERABILITY_FACTORS", "FIN", "para. 33 names it next, without calling it an exception"),
        ("PRODUCED", "SR_TRAFFICKING", "A_HRC_4_23", "para. 14 gives this mandate another title"),
    ],
)
def test_over_readings_are_absent(kind, start, end, why):
    assert (start, end) not in ends(kind), why


def test_the_special_statements_have_their_own_status():
    status = {(row["from"], row["to"]): row["status"] for row in facts("REPORTED")}
    assert (
        status["KWT", "P19_SPECIFIC_LEGISLATION"] == status["SGP", "P19_SPECIFIC_LEGISLATION"] == "under_consideration"
    )
    assert status["ITA", "P23_PLANS_NOT_FINALIZED"] == status["MDG", "P23_PLANS_NOT_FINALIZED"] == "not_finalized"
    assert status["DNK", "P23_EXTERNAL_EVALUATION"] == "not_finalized"
    assert status["ROU", "P39_DRAFT_LAW_ON_FUNDS"] == "draft"
    assert {s for (_, to), s in status.items() if to == "P41_STAY_CONTINGENT"} == {"exception"}


def test_what_the_text_contradicts_stands_twice():
    assert {row["symbol"] for row in facts("Document") if row["name"].startswith("Previous report")} == {
        *("A/67/170", "A/67/209"),
    }
    paper = [row for row in facts("PRODUCED") if row["to"] == "ICAT_LEGAL_FRAMEWORKS_PAPER"]
    assert {row["locator"]: row["since"] for row in paper if row["since"]} == {"footnote 4": "2012", "para. 53": "2013"}


def test_the_report_cites_every_document_treaty_event_and_mechanism_it_names():
    named = {row["id"] for kind in ("Document", "Treaty", "Event", "Mechanism") for row in facts(kind)} - {REPORT}
    named |= {end for kind in ("PARTY_TO", "SUPPLEMENTS") for _, end in ends(kind)}
    assert named <= {end for _, end in ends("CITES", start=REPORT)}


def test_every_node_of_the_report_is_linked():
    linked = {id_ for kind, row in every() if "from" in row for id_ in (row["from"], row["to"])}
    assert {row["id"] for _, row in every() if "id" in row} <= linked


# The text itself, where it is at hand


@pytest.fixture(scope="session")
def report(shared: Path) -> str:
    path = shared / "seed" / "report.txt"
    if not path.is_file():
        pytest.skip("the text of the report is not at hand")
    return path.read_text(encoding="utf-8")


def words(text: str) -> list[str]:
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.findall(r"[a-z0-9]+", text.lower())


PROPER_TITLES = {
    *("A_68_256", "A_HRC_26_37", "CIS_PLAN_2014_2018", "CSW_57_AGREED_CONCLUSIONS", "CSW_SESSION_57"),
    *("E_CN_15_2014_10", "GLOBAL_PLAN_OF_ACTION", "HIGH_LEVEL_MEETING_GLOBAL_PLAN_2013"),
    *("ICAT", "ICAT_LEGAL_FRAMEWORKS_PAPER", "ICAT_WORKING_GROUP", "ILO_FORCED_LABOUR_ESTIMATE_2012"),
    *("IOM_CASE_DATA_2013", "OHCHR_PRINCIPLES_AND_GUIDELINES", "REQUEST_FOR_BEIJING_REVIEWS", "RTWG_ASIA_PACIFIC"),
    *("TRUST_FUND_SLAVERY", "TRUST_FUND_TRAFFICKING", "BELEM_DO_PARA", "COE_CETS197"),
    "P16_OTHER_INSTRUMENTS",  # a limb that is the title of a convention
}
"""What bears a title of eight words or more."""


def test_no_eight_words_running_are_those_of_the_text(report: str):
    text = words(report)
    runs = {tuple(text[i : i + 8]) for i in range(len(text) - 7)}
    copied = {
        row.get("id") or f"{row['from']} {kind} {row['to']}"
        for kind, row in every()
        for column, cell in row.items()
        if column not in {"id", "from", "to", "locator"}
        for part in cell.split("|")
        for found in [words(part)]
        if any(tuple(found[i : i + 8]) in runs for i in range(len(found) - 7))
    }
    assert copied == PROPER_TITLES


def test_every_list_in_brackets_is_a_list_of_the_facts(report: str):
    folder = content_folder("graph") / "registers" / "states.csv"
    with folder.open(encoding="utf-8", newline="") as file:
        names = {row["name"]: row["id"] for row in csv.DictReader(file)}
    names |= {"the Philippines": "PHL", "the Russian Federation": "RUS"}
    text = re.sub(r"\s+", " ", report)
    brackets = []
    for match in re.finditer(r"\(([^()]*)\)", text):
        parts = [part for part in re.split(r", | and ", match[1]) if part]
        if parts and all(part in names for part in parts):
            brackets.append(frozenset(names[part] for part in parts))
    replies = {row["from"]: row["reply"] for row in facts("REPLIED_TO") if is_state(row["from"])}
    lists = [frozenset(states.split()) for *_, states in table(LISTS)]
    lists += [
        frozenset(s for s, reply in replies.items() if reply in {heading, "both"})
        for heading in ("for_this_report", "late_for_previous_report")
    ]
    assert len(brackets) == 46
    assert not Counter(brackets) - Counter(lists)
