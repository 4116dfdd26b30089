package header

import "fenji/scoring/intake"

// A grain tells in which shape of table a header speaks so.
type grain uint8

const (
	either     grain = iota
	ofVisit          // of one visit
	ofCustomer       // summed up for a customer
	beside           // only beside the points of an earlier grading; elsewhere the column is the user's own
)

// A synonym is a line of headers that mean the same.
type synonym struct {
	role  intake.Role
	grain grain
	sure  int    // 0 … 100: how sure the meaning is when the header says exactly this
	words string // between commas; case, spaces, punctuation and units do not matter
}

// weak meanings need values that bear them out.
const weak = 60

// appointed is how sure a header is of a day that may be the next one, or that of something else: less than any day of the row, and asked
// about beside it.
const appointed = 54

// dealPrices are prices that a list price was brought down to.
const dealPrices = "券后价,到手价,折后价,优惠价,成交价,会员价,现价,活动价,秒杀价,特价,促销价,团购价,拼团价,折扣价,sale price,selling price,final price,discounted price"

// synonyms are the headers known, Chinese and English. A header that says exactly one of them means that; otherwise the
// longest of them that it contains counts, the last one among equals, since the head of a name stands at its end.
var synonyms = [...]synonym{
	// The field names of the four registered data sets, and the headers of our own export.
	{intake.Customer, either, 100, "用户,客户编号,customer"},
	{intake.Date, ofCustomer, 100, "最近一次消费时间,下单时间,上次服务时间,最近消费日期,last purchase"},
	{intake.Days, ofCustomer, 100, "消费间隔天数,距离上一次购买的天数R,距离上一次购买的天数,最近一次活动R,最近一次活动R天数,r days"},
	{intake.Visits, ofCustomer, 100, "消费频率,历史购买总次数,最近一段时间购买频次F,最近一段时间购买频次,f visits"},
	{intake.Amount, ofCustomer, 100, "消费总金额,历史购买总金额,最近一段时间购买金额M,最近一段时间购买金额,m amount"},
	{intake.Amount, ofVisit, 85, "订单金额"},
	{intake.Region, either, 100, "地区"},
	{intake.AsOf, either, 100, "分析时间,统计时间"},
	{intake.Other, either, 100, "统计期间"},
	{intake.Result, either, 100, "R评分,F评分,M评分,RFM评分,用户分级,r points,f points,m points,r share,f share,m share"},
	{intake.Result, beside, 100, "score,grade,advice,note,建议,备注,分级备注,grading note,grading advice"},

	// Who.
	{intake.Customer, either, 95, "VIP卡号,VIP号,VIP编号,主人编号,宠主编号,患者唯一号,病历号,病例号,病历编号,病案号,病历卡号,就诊卡号,诊疗卡号,健康卡号,就诊卡,登记号,档案号,档案编号,患者档案号,建档号,学号,买家会员名,openid," +
		"unionid,uid,pid,mrn,hn,uhid,opd no,opd number,medical record number,medical record no,record number,chart no,chart number,chart id,chart #,acct #,acct no,acct number,pat #,patnum"},
	{intake.Customer, either, 85, "客户,顾客,患者,病人,会员,学员,买家,门诊号,诊疗号,贵宾号,会员码,客户码,消费者ID,往来单位编号,卡号,账户,账号,下单账号,买家账号,用户账号,会员账号,客户账号,用户名,会员名,客户名,对方账户,partner id,cust,client,patient,member,user,buyer,guest,card no,card number," +
		"account"},
	{intake.Customer, either, 55, "编号,代码,id,code,identifier,key"},
	{intake.Customer, either, 48, "身份证号,身份证号码,身份证,证件号,证件号码,id card"},
	{intake.Customer, either, 45, "email,e-mail,email address,invitee email,attendee email,billing email,customer email,client email,patient email,member email,guest email,user email,邮箱,客户邮箱,会员邮箱,from email address,payer email,buyer email,sender email"},
	{intake.Phone, either, 95, "手机号,手机号码,手机,会员手机号,客户手机号,患者手机号,会员手机,客户手机,患者手机,用户手机号,预留手机号,本人手机,联系电话,联系手机,联系号码,联系方式,电话,电话号码,客户电话,患者电话," +
		"会员电话,phone,phone number,phone no,mobile,mobile number,mobile no,mobile phone,telephone,telephone number,tel," +
		"tel no,cell,cell phone,cellphone,contact number,contact phone"},
	{intake.Name, either, 95, "姓名,就诊人,就诊人姓名,看诊人,就医人,体检人,受检人,受检者,委托单位,委托人,委托方,name,full name,patient full name,company"},
	{intake.Name, either, 85, "bill to name,billing name,bill to,sold to,sold to name"},
	{intake.Name, either, 75, "往来单位,往来单位名称,购方名称,购买方名称,购货单位,付款单位,付款方,付款方名称,付款人,付款人姓名,缴款人,交款人,交易对方,交易对手,对方户名,对方姓名,收货人,收货人姓名,昵称,客户昵称,买家昵称,会员昵称,微信昵称,联系人,称呼,名字"},
	{intake.Name, either, 70, "first name,last name,surname,given name,family name,nickname,contact,contact name"},
	{intake.Name, either, perhapsName, "student,donor"},
	{intake.Customer, either, 95, "user pseudo id"},

	// When.
	{intake.Date, ofCustomer, 97, "最近一次消费日期,最近一次消费,最近消费时间,最近消费,最近一次购买日期,最近一次购买时间,最近购买日期,最近购买时间,最近一次下单时间,最近下单时间,最近下单日期," +
		"最近交易日期,最近交易时间,最近一次交易时间,最近一次交易日期,最后一次消费时间,最后一次消费日期,最后消费日期,最后消费时间,最后一次购买时间,最后购买时间,最后购买日期,最后交易时间,最后下单时间,末次消费日期," +
		"末次消费时间,末次购买日期,末次就诊日期,末次就诊时间,最近就诊日期,最近就诊时间,最近一次就诊日期,最近一次就诊时间,最后就诊日期,最后就诊时间,最后一次就诊时间,最后一次就诊日期,最近到诊日期,最近到诊时间," +
		"最近到店时间,最近到店日期,最近一次到店时间,最近来院日期,最近来院时间,最近咨询时间,最近咨询日期,最近一次咨询时间,最近服务时间,最近一次服务时间,最近服务日期,上次消费时间,上次消费日期,上次购买时间," +
		"上次购买日期,上一次购买时间,上次服务日期,上次就诊日期,上次就诊时间,上次到店时间,上次到诊时间,上次咨询时间,上次下单时间," +
		"最近到店,最近就诊,最近购买,最近下单,最近交易,末次就诊,末次消费,最后就诊,最后到店,末单时间,末单日期"},
	{intake.Date, ofCustomer, 97, "last purchase date,last purchased,last visit,last visit date,last visited," +
		"date of last visit,date of last purchase,last order,last order date,last service,last service date," +
		"last seen,last transaction,last transaction date,last payment date,last paid date,last appointment," +
		"last appointment date,most recent purchase,most recent purchase date,most recent visit," +
		"most recent visit date,most recent order,most recent order date,latest purchase,latest purchase date," +
		"latest visit,latest visit date,latest order date,recent purchase date"},
	{intake.Date, ofVisit, 95, "就诊日期,就诊时间,看诊日期,看诊时间,门诊日期,来院日期,来院时间,到诊日期,到诊时间,到店日期,到店时间,到院日期,到院时间,接诊日期,接诊时间,治疗日期,治疗时间,诊疗日期," +
		"消费日期,消费时间,购买日期,购买时间,服务日期,服务时间,咨询日期,咨询时间"},
	{intake.Date, ofVisit, 90, "收费日期,收费时间,结算日期,结算时间,缴费日期,缴费时间,付款日期,付款时间,支付日期,支付时间,交易日期,交易时间,收款日期,收款时间,成交日期,成交时间,销售日期,销售时间," +
		"营业日期,业务日期,发生日期,发生时间,下单日期,订单日期,订单时间,开单日期,开单时间"},
	{intake.Date, ofVisit, 90, "visit date,date of visit,visit time,service date,date of service,dos,encounter date," +
		"treatment date,consultation date,transaction date,transaction time,order date,order time,date of order," +
		"pay time,pay date,gmt payment,trade time,trade date,consume time,consume date,buy time,buy date,deal time,deal date,purchase date,date of purchase,sale date,sales date,payment date,date paid,paid at,paid date,payment time," +
		"invoice date,billing date,bill date,checkout time,date of transaction"},
	{intake.Date, ofVisit, 70, "日期,订单创建时间,交易创建时间,挂号日期,挂号时间,单据日期,记账日期,入账日期,开票日期,date,datetime,date time,appointment date," +
		"appointment time,order creation date,order creation time,issue date,date issued,posting date,order created at,charge date,receipt date"},
	{intake.Date, ofVisit, 60, "充值时间,充值日期,储值时间,储值日期,核销时间,核销日期,消耗时间,消耗日期,划扣时间,划扣日期"},
	{intake.Date, either, 55, "时间,创建时间,创建日期,created time,date added,add time,create time,create date,gmt create,ctime,录入时间,录入日期,登记时间,登记日期,time,timestamp,created at,created,created date,day,日,when"},
	{intake.Date, ofVisit, appointed, "opened,opened at"}, // of a bill, in tills; or of an account
	{intake.Date, ofVisit, 52, "季度,年度,期间,年月,统计区间,服务期间,所属期间,所属月份,quarter,period"},
	{intake.Days, ofCustomer, 95, "消费间隔,间隔天数,距今天数,距今,未消费天数,未购买天数,未到店天数,未到诊天数,未就诊天数,最近消费间隔,最近消费间隔天数,最近一次消费间隔,最近一次消费间隔天数," +
		"最近一次消费距今天数,最近消费距今天数,距上次消费天数,距离上次消费天数,距上次购买天数,距离上次购买天数,距上次就诊天数,距离上次就诊天数,距上次到店天数,距离上次服务天数,距最近消费天数,最近购买间隔,沉默天数," +
		"R值,R天数,R(天),R"},
	{intake.Days, ofCustomer, 95, "recency,recency days,recency in days,days since last purchase,days since last visit," +
		"days since last order,days since last transaction,days since last service,days since last," +
		"days since purchase,days since visit,days since,days inactive,inactive days,r value,r"},
	{intake.Days, ofCustomer, 50, "天数,days"},
	{intake.AsOf, either, 95, "分析日期,统计日期,数据日期,统计截止日期,数据截止日期,统计截止时间,评估日期,评估时间,快照日期,analysis date,analysis time,as of," +
		"as of date,snapshot date,cutoff date,cut-off date"},
	{intake.AsOf, either, 70, "report date,reporting date,报告日期,报表日期"},

	// How often.
	{intake.Visits, ofCustomer, 95, "消费频次,消费次数,消费总次数,总消费次数,累计消费次数,购买次数,购买频次,购买频率,购买总次数,累计购买次数,历史购买次数,历史消费次数,就诊次数,就诊频次,总就诊次数," +
		"累计就诊次数,到店次数,到店频次,累计到店次数,到诊次数,来院次数,来店次数,到访次数,订单数,订单数量,订单总数,总订单数,累计订单数,下单次数,交易次数,交易笔数,服务次数,咨询次数,成交次数,近一年消费次数," +
		"近30天消费次数,累计次数,总次数,订单量,下单量,购次,F值,F(次),F"},
	{intake.Visits, ofCustomer, 95, "frequency,visits,visit count,payment count,payments count,number of visits,no of visits,# of visits,total visits," +
		"num visits,visits total,orders,order count,number of orders,no of orders,total orders,num orders," +
		"orders count,purchases,purchase count,number of purchases,purchase frequency,transactions,transaction count," +
		"number of transactions,total transactions,times visited,appointments,f value,f"},
	{intake.Visits, ofCustomer, 60, "次数,频次,频率,笔数,times,count,paid visits"},

	// How much.
	{intake.Amount, ofCustomer, 97, "总消费金额,累计消费金额,累计消费总额,累计消费,消费总额,总消费额,总消费,累计消费额,历史消费总金额,历史消费金额,历史购买金额,历史总金额,累计购买金额,购买总金额," +
		"购买总额,累计金额,累计实收,累计实收金额,累计实付,累计实付金额,累计收费,累计收费金额,累计支付金额,总支付金额,累计交易额,累计交易金额,交易总额,交易总金额,成交总额,累计成交金额,累计费用,累计缴费," +
		"就诊总费用,总收费,近一年消费金额,近30天消费金额,M值,M金额,M(元),M"},
	{intake.Amount, ofCustomer, 95, "monetary,monetary value,total spent,total spend,total spending,lifetime spend," +
		"lifetime value,ltv,total paid,total payments,total revenue,total sales,total purchase amount," +
		"total amount spent,amount spent,total charges,spend,spending,sum of payments,customer lifetime value,clv," +
		"m value,m"},
	{intake.Amount, ofVisit, 98, "实收金额,实收,实收费用,实收款,实付金额,实付,实付款,实付款金额,实际支付金额,实际付款金额,用户支付,用户支付金额,用户实付,用户实付金额,顾客实付,顾客支付,客户实付,客户支付,买家实付,买家支付,会员实付,消费者实付,实际收费,实际收款,实际金额,买家实际支付金额,paid,amount paid,fee paid,fees paid," +
		"已付,已付金额,已付款,已收,已收款,已收金额,已收费用,已交,已交金额,已交费,已缴,已缴金额,已缴费,已缴费用,实缴,实缴金额,实缴学费,实收学费,实交,实交金额,实缴费用,pay amount,pay money,actual amount,actual pay,actual paid,actual payment,actual price,real pay,real amount,real price,real payment,paid amount,net paid,amount received,received,net amount,net total,price paid,paid price,amount collected,collected,collections"},
	{intake.Amount, ofVisit, 92, "支付金额,付款金额,收费金额,缴费金额,结算金额,消费金额,购买金额,成交金额,交易金额,销售金额,销售额,服务金额,收款金额,到账金额,营业额,营收,营业收入,销售收入,应付总额,本次消费金额,本次金额,本次消费," +
		"就诊费用,治疗费用,诊疗费用,咨询费用,服务费用,优惠后金额,折后金额,折扣后金额,减免后金额,优惠后应付,折后实付,价税合计"},
	{intake.Amount, ofVisit, 90, "payment,payments received,payment received,installment paid,instalment paid,payment amount,order amount,order total,order value,sale amount,sales amount," +
		"sales,net sales,transaction amount,grand total,invoice amount,invoice total,bill amount,visit amount," +
		"cash fee,money paid,revenue,amount charged,total bill,bill total,total charge,charge total,total charged,total billed,bill,billed total,invoice value,billing amount,treatment charge,total fee,total fees"},
	{intake.Amount, either, 80, "金额,总金额,金额合计,费用,总费用,费用合计,费用总额,合计金额,总额,医疗费总额,医疗总费用,医疗费用总额,订单总金额,订单总额,amount,total amount,total,amount total,sum"},
	{intake.Amount, either, 75, "合计,总计,共计,GMV"},
	{intake.Amount, ofVisit, 68, "net,net value,net price,净额,line total,item total,line amount,extended price,行合计,行金额"},
	{intake.Amount, ofVisit, 66, "gross,gross value"}, // beside "fee", which is known too, it is what was paid
	{intake.Amount, ofVisit, 64, "收费,总价,价款,消费,保费,订单价格,学费,培训费,课程费,premium,fee,fees," + procedureFees + ",charge,charges,price,total price,value,金额小计,小计,subtotal"},
	{intake.Amount, ofVisit, 63, dealPrices}, // of the list, or of one of several things, as the price is
	{intake.Amount, ofVisit, 63, "收入"},       // or what somebody earns
	{intake.Amount, ofVisit, 62, "价格,售价,销售价"},
	{intake.Amount, ofVisit, 60, "充值金额,充值本金,实充金额,储值金额"},
	{intake.Amount, ofVisit, 78, "消耗金额,耗卡金额,划扣金额,实耗金额"},
	{intake.Amount, ofVisit, 50, "应收金额,应收,应收费用,应付金额,应付,原价,原价金额,标价,标准金额,标准价,零售价,市场价,划线价,挂牌价,参考价,指导价,门市价,吊牌价,定价,list price,retail price,full price,msrp,gross amount,amount due,total due,billed amount," +
		"original price,gross total,ucr fee,ucr,usual fee,standard fee,out of pocket,out of pocket expenses,patient responsibility"},
	{intake.Other, either, 95, "优惠金额,优惠,折扣金额,折扣,折让,折让金额,折扣率,减免金额,减免,抹零,抹零金额,成本,成本金额,单价,数量,件数,余额,储值余额,账户余额,欠费,欠费金额,欠款,欠款金额," +
		"税额,税率,积分,运费,医保支付,医保金额,统筹支付,自费金额,客单价,平均客单价,平均消费金额,平均金额,均价,充值,预存金额,定金,押金,赠送金额,最近一次消费金额,最近消费金额," +
		"上次消费金额,末次消费金额,最近一次订单金额,discount,discount amount,balance,unit price,quantity,qty,units,tax,tax amount,vat," +
		"points,average order value,aov,average amount,shipping," +
		"deposit,cost,commission,commissions,staff commission,last order amount,last purchase amount"},

	{intake.Other, either, 95, owedWords},

	// Which visit, and what became of it.
	{intake.Order, either, 95, "订单号,订单编号,订单ID,订单号码,单号,单据号,单据编号,流水号,流水单号,交易号,交易流水号,交易单号,交易编号,收费单号,收费流水号,收据号,票据号,发票号,发票号码," +
		"结算单号,结算流水号,就诊流水号,就诊编号,就诊ID,挂号单号,处方号,销售单号,小票号,账单号,账单编号,业务单号,服务单号,咨询单号"},
	{intake.Order, either, 95, "order id,order no,order number,order #,order code,invoice id,invoice no,invoice number," +
		"invoice #,invoice,receipt no,receipt number,receipt id,receipt,transaction id,transaction no," +
		"transaction number,bill no,bill number,bill id,ticket no,ticket number,visit id,visit no,visit number," +
		"encounter id,appointment id,payment id,claim no,claim id,sale id"},
	{intake.Order, either, 75, "就诊号,挂号号,订单,order"},
	{intake.Order, either, 74, "sales record number,sales record no,sales record #"},
	{intake.Refund, either, 95, "是否退款,是否退费,是否退货,退款标志,退费标志,退款标记,退费标记,退货标志,红冲标志,冲红标志,收退标志,收退费标志," +
		"is refund,is refunded,refund flag,return flag,is return,returned"},
	{intake.Refunded, either, 95, "退款金额,退费金额,退货金额,退款总额,退费总额,退款合计,退费合计,累计退款金额,实退金额,已退金额,已退款金额,成功退款,已退款,已退费,退款,退费,refund,refunded,refund amount," +
		"refunded amount,amount refunded,refunds,total refunds,total refunded,refund total"},
	{intake.Refund, either, weak, "交易类型,收费类型,业务类型,单据类型,收支类型,流水类型,订单类型,类型,transaction type,payment type,order type," +
		"record type,type"},
	{intake.Status, either, 95, "就诊状态,预约状态,到诊状态,到店状态,订单状态,交易状态,服务状态,单据状态,挂号状态,接诊状态,visit status,appointment status," +
		"order status,booking status,attendance,attendance status"},
	{intake.Status, either, 90, "退款状态,退费状态,支付状态,付款状态,收费状态,缴费状态,结算状态,refund status,payment status,financial status"},
	{intake.Status, either, 75, "状态,status"},

	// The same in German, French, Spanish, Italian, Portuguese, Dutch, Japanese and Korean. A word of them that is English, too, needs
	// values that bear it out.
	{intake.Customer, either, 95, "kunde,kundennummer,kundennr,kunden id,kundencode,patientennummer,patientennr,patienten id,mitgliedsnummer,mitgliedsnr,käufer,debitor,debitorennummer," +
		"n client,numéro client,numéro de client,code client,id client,réf client,référence client,acheteur,n patient,numéro patient,dossier patient," +
		"cliente,paciente,n cliente,no cliente,número cliente,número de cliente,num cliente,código cliente,código de cliente,cód cliente,codigo cliente,codigo de cliente,id cliente,comprador,id paciente," +
		"paziente,codice cliente,numero cliente,codice paziente,código do cliente,número do cliente,klant,klantnummer,klantnr,klantcode,klant id," +
		"お客様,お客様番号,お客様コード,お客様ID,顧客番号,顧客コード,会員番号,患者番号,カルテ番号,診察券番号,고객,고객번호,고객 ID,고객코드,회원,회원번호,회원 ID,환자,환자번호,차트번호,구매자,구매자 ID,주문자"},
	{intake.Name, either, 90, "kundenname,patientenname,nom,nom client,nom du client,nom du patient,nom patient,nom complet,nombre,nombre del cliente,nombre cliente,nome,nome cliente,nome do cliente,klantnaam,氏名,お名前,お客様名,이름,성명,고객명,회원명,환자명,구매자명,주문자명"},
	{intake.Name, either, 70, "vorname,nachname,prénom,apellido,apellidos,cognome"},
	{intake.Birth, either, 95, "geburtsdatum,date de naissance,fecha de nacimiento,data di nascita,data de nascimento,geboortedatum,生年月日,誕生日,생년월일"},
	{intake.Date, ofVisit, 90, "rechnungsdatum,bestelldatum,kaufdatum,verkaufsdatum,zahlungsdatum,zahldatum,behandlungsdatum,besuchsdatum,buchungsdatum,leistungsdatum,date de commande,date commande,date d'achat,date achat,date de vente," +
		"date de paiement,date de facture,date facture,date de visite,date de consultation,fecha de compra,fecha de pedido,fecha de venta,fecha de pago,fecha de factura,fecha factura,fecha de visita,data acquisto,data ordine," +
		"data vendita,data fattura,data pagamento,data visita,data da compra,data do pedido,data da venda,data do pagamento,besteldatum,factuurdatum,購入日,購入日時,注文日,注文日時,売上日,販売日,来店日,来院日,受診日,診療日,会計日," +
		"支払日,利用日,구매일,구매일자,구매일시,결제일,결제일자,결제일시,주문일,주문일자,주문일시,판매일,판매일자,방문일,방문일자,내원일,내원일자,진료일,진료일자,수납일,수납일자,거래일,거래일자"},
	{intake.Date, ofVisit, appointed, "termin,termindatum,behandlungstag,date du rendez-vous,date rendez-vous,fecha de la cita,fecha de cita,fecha cita,data appuntamento"},
	{intake.Amount, ofVisit, 64, "honorar,honoraires,honorarios,onorario"}, // as fee: less than the whole sum, which has expenses in it
	{intake.Item, either, 90, "behandlung,leistung,soin,prestation,prestación,tratamiento,trattamento,tratamento"},
	{intake.Doctor, either, 90, "behandler,behandlerin,arzt,ärztin,zahnarzt,therapeut,therapeutin,praticien,médecin,médico,medico"},
	{intake.Phone, either, 90, "telefon,telefonnummer,telefonnr,handy,handynummer,mobiltelefon,mobilnummer,téléphone,n téléphone,numéro de téléphone,teléfono,telefono,telefone,celular,cellulare,電話番号,전화번호,휴대폰번호,телефон"},
	{intake.Other, either, 90, "bemerkung,bemerkungen,anmerkung,notiz,notizen,versicherung,remarque,remarques,observaciones"},
	{intake.Date, either, weak, "datum,data,fecha,日付,날짜,일자"},
	{intake.Date, ofCustomer, 95, "letzter kauf,letzter besuch,letzte bestellung,letztes kaufdatum,dernier achat,dernière visite,dernière commande,última compra,última visita,ultima compra,ultima visita,ultimo acquisto,ultimo ordine," +
		"最終購入日,最終来店日,最終来院日,最終利用日,최근구매일,최종구매일,최근방문일,최종방문일,최근내원일"},
	{intake.Visits, ofCustomer, 92, "anzahl käufe,anzahl besuche,anzahl bestellungen,nombre de visites,nombre d'achats,nombre de commandes,número de visitas,número de compras,número de pedidos,numero acquisti,numero visite,numero ordini," +
		"購入回数,来店回数,来院回数,利用回数,구매횟수,방문횟수,내원횟수,구매건수,주문건수"},
	{intake.Amount, ofCustomer, 95, "gesamtumsatz,total dépensé,total gastado,totale speso,total gasto,累計売上,累計購入額,총구매금액,누적구매금액,누적금액"},
	{intake.Amount, ofVisit, 90, "gesamtbetrag,rechnungsbetrag,bruttobetrag,endbetrag,zahlbetrag,montant ttc,montant total,total ttc,importe total,monto total," +
		"importo totale,totale fattura,totale ordine,valor total,totaalbedrag,売上金額,売上,購入額,支払額,お支払金額,お支払い金額,税込金額,会計金額,결제금액,실결제금액,실결제액,판매금액,구매금액,주문금액,총금액,총결제금액," +
		"총액,매출액,매출,진료비"},
	{intake.Amount, either, 78, "betrag,umsatz,summe,gesamtsumme,montant,importe,monto,importo,totale,incasso,valor,bedrag,金額,금액,합계"},
	{intake.Customer, either, 95, "код клиента,номер клиента,id клиента,клиент,покупатель,пациент,номер пациента,номер карты"},
	{intake.Name, either, 90, "имя,фио,имя клиента"},
	{intake.Date, ofVisit, 90, "дата заказа,дата покупки,дата оплаты,дата визита,дата приема,дата приёма"},
	{intake.Date, either, weak, "дата"},
	{intake.Amount, ofVisit, 98, paidWords},
	{intake.Amount, ofVisit, 88, fullWords},
	{intake.Amount, ofVisit, 68, netWords},
	{intake.Amount, ofVisit, 50, listWords},
	{intake.Amount, ofVisit, weak, "preis,prix,precio,prezzo,preço,prijs,料金,요금"},
	{intake.Other, either, 95, "rabatt,remise,descuento,sconto,desconto,korting,割引,割引額,할인,할인금액,mwst,ust,steuer,tva,iva,消費税,부가세,menge,anzahl,quantité,cantidad,quantità,quantidade,aantal,数量,수량,einzelpreis," +
		"prix unitaire,precio unitario,prezzo unitario,preço unitário,単価,단가,saldo,solde,残高,잔액"},
	{intake.Refunded, either, 90, "remboursement,reembolso,rimborso,erstattung,rückerstattung,remboursé,erstattet,rückerstattet,reembolsado,devuelto,rimborsato,возврат,возвращено,返金額,환불금액,환불액"},
	{intake.Order, either, 90, "bestellnummer,bestellnr,auftragsnummer,auftragsnr,rechnungsnummer,rechnungsnr,belegnummer,belegnr,n commande,numéro de commande,n facture,numéro de facture,número de pedido,n pedido,número de factura,n factura," +
		"numero ordine,n ordine,numero fattura,número do pedido,bestelnummer,factuurnummer,注文番号,注文ID,受注番号,伝票番号,会計番号,주문번호,거래번호,접수번호,영수증번호"},
	{intake.Status, either, 90, "statut,statut de la commande,estado del pedido,stato ordine,bestellstatus,zahlungsstatus,注文状況,注文ステータス,ステータス,주문상태,결제상태,예약상태,진행상태"},

	// Where, and by whom.
	{intake.Department, either, 95, "科室,科室名称,就诊科室,所属科室,开单科室,执行科室,接诊科室,部门,部门名称,诊室,门店,门店名称,所属门店,消费门店,店铺,店铺名称,分店,分院,院区,机构,机构名称," +
		"诊所,诊所名称,校区,department,department name,dept,clinic,clinic name,branch,branch name,store,store name,shop," +
		"outlet"},
	{intake.Department, either, weak, "location,site,unit,ward"},
	{intake.Doctor, either, 95, "医生,医师,医生姓名,医师姓名,接诊医生,接诊医师,主治医生,主治医师,主诊医生,就诊医生,责任医生,开单医生,牙医,治疗师,doctor,doctor name," +
		"physician,dentist,provider,provider name,practitioner,therapist,clinician,attending physician"},
	{intake.Region, either, 95, "区域,所在地区,所属地区,所属区域,客户地区,地域,省份,省市,城市,所在城市,区县,所在地,行政区,region,region name,city,province," +
		"district,county"},
	{intake.Region, either, weak, "省,市,区,area,state,country"},

	// The person, and what was done for them.
	{intake.Birth, either, 95, "出生日期,出生年月,出生年月日,出生时间,出生年份,生日,患者生日,客户生日,会员生日,date of birth,birth date,birthday,birthdate," +
		"birth,dob,year of birth,birth year"},
	{intake.Age, either, 95, "年龄,患者年龄,客户年龄,会员年龄,就诊年龄,年纪,岁数,周岁,age,patient age,customer age,age in years,age years"},
	{intake.Sex, either, 95, "性别,患者性别,客户性别,会员性别,sex,gender,patient sex,patient gender"},
	{intake.Item, either, 95, "服务项目,治疗项目,诊疗项目,收费项目,消费项目,检查项目,咨询项目,项目,项目名称,服务名称,服务内容,治疗内容,服务类型,服务类别,商品,商品名称,产品,产品名称,课程,课程名称,咨询课程,套餐," +
		"套餐名称,宝贝标题,服务,service,service item,service name,service type,item,item name,product,product name," +
		"procedure,procedure name,treatment,treatment name,course,course name,package"},
	{intake.Rating, either, 95, "满意度,满意度评分,满意度得分,客户满意度,患者满意度,服务满意度,服务评价,评价,客户评价,患者评价,评价星级,星级评价,满意程度,satisfaction," +
		"satisfaction score,customer satisfaction,patient satisfaction,csat,nps,rating,star rating,feedback"},

	// Results of an earlier grading.
	{intake.Result, either, 97, "R值评分,F值评分,M值评分,R值得分,F值得分,M值得分,R得分,F得分,M得分,R分值,F分值,M分值,R分,F分,M分,R分数,F分数,M分数,RFM得分,RFM总分,RFM分值,RFM值,RFM,RFM等级,RFM分级,RFM分类," +
		"客户分级,r score,f score,m score,rfm score,rfm total,rfm segment,rfm cell,rfm group"},
	{intake.Result, beside, 90, "分级,等级,总分,得分,评分,综合评分,分级建议,segment"},

	// Known, and not needed to grade.
	{intake.Ignore, either, 95, "序号,行号,序列号,no,#,s/n,sn,index,row,row number,row id,line,line no,serial,serial no,unnamed: 0"},
	{intake.Other, either, 95, "民族,婚姻,地址,住址,职业,血型,会员等级,客户等级,会员级别,客户类型,客户状态,会员状态,客户来源,来源,渠道,首次就诊日期,首诊日期," +
		"首次消费日期,首次消费时间,首单时间,首单日期," +
		"初诊日期,建档日期,建档时间,注册日期,注册时间,入会日期,入会时间,开卡日期,预约日期,预约时间,下次复诊日期,复诊日期,到期日期,有效期,更新时间,修改时间," +
		"诊断,诊断名称,支付方式,付款方式,结算方式,收费员,收银员,操作员,操作人,经办人,业务员,销售员,顾问,咨询师,推荐人," +
		"介绍人,说明,摘要,年份,月份"},
	{intake.Other, either, 95, "物流单号,物流编号,物流号,运单号,运单编号,快递单号,快递编号,快递号,包裹号,包裹单号,发货单号,配送单号,出库单号,送货单号,面单号,提货单号,提货码,取货码,取货单号,取件码,出货单号,装箱单号,配货单号,拣货单号," +
		"tracking,tracking no,tracking number,tracking id,tracking code,waybill,waybill no,waybill number,awb,awb no,air waybill," +
		"shipment id,shipment no,shipment number,consignment,consignment no,consignment number,parcel id,parcel no,parcel number," +
		"package id,package number,courier no,delivery no,delivery number,delivery note,dispatch no"},
	{intake.Other, either, 95, "address,occupation," +
		"first visit,first visit date,first purchase,first purchase date,registration date,registered at,signup date," +
		"join date,joined,member since,next visit,next appointment,expiry date,due date,updated at,modified at," +
		"last updated,last modified,last login,description,diagnosis," +
		"payment method,cashier,operator,staff," +
		"referrer,source,channel,comment,comments,notes,remarks,membership level,tier,customer type,year,month"},
}

// Who a customer can be, and what may follow: every one of the first with every one of the others is known too.
const (
	whoWords = "客户,顾客,用户,会员,患者,病人,学员,买家,购方,购货方,购买方,企业,单位,公司,委托人,customer,cust,client,patient,pat,member,membership,user," +
		"account,buyer,guest,student,subscriber,invitee,attendee,buyer user,customer user,purchaser,shopper,cardholder,donor"
	idTails   = "编号,号,号码,ID,代码,编码,卡号,标识,id,no,number,num,code,key,#,card no,ref,reference,guid,uuid,unique id,unique no,唯一编号,唯一标识"
	nameTails = "姓名,名称,名,name"
)

// What was paid, all of it, what it was without tax, and the price of the list, in other tongues.
const (
	paidWords = "bezahlter betrag,montant payé,montant réglé,importe pagado,monto pagado,total pagado,importo pagato,valor pago,수납금액,수납액,bezahlt,payé,réglé,encaissé,montant encaissé,pagado,pagato,betaald,оплачено,сумма оплаты,入金額,入金,領収額,領収金額,납부금액"
	fullWords = "brutto,gesamt,gesamtpreis,endpreis,net à payer,total à payer,à payer,valor final,totaal,к оплате,итого,сумма,сумма заказа,сумма чека,合計,合計金額,総額,税込合計,합계금액,총합계,自己負担額,自己負担金,窓口負担額,窓口負担金"
	netWords  = "taxable value,taxable amount,netto,montant ht,total ht,prix ht,base imponible,imponibile,zwischensumme,sous-total,subtotale,subtotaal,subtotaal excl,税抜金額,공급가액,공급가"
	listWords = "listenpreis,定価,請求額,請求金額,청구금액,정가,стоимость,цена,prix catalogue,precio de lista,prezzo di listino,preço de tabela,total brut"
)

// owedWords are headers of what is not paid yet.
const owedWords = "欠费,欠费金额,欠款,欠款金额,欠缴,欠缴金额,尚欠,尚欠金额,未付,未付金额,未付款,未收,未收金额,未收款,待付,待付金额,待付款,待收,待收金额,待缴,待缴金额,未缴,未缴金额,未交,未交金额,余款,未结,未结金额,挂账,挂账金额," +
	"overdue,overdue amount,amount overdue,past due,逾期金额,balance,balance due,due,due amount,outstanding,outstanding balance,amount outstanding,outstanding amount,open balance,open amount,unpaid,unpaid amount,amount unpaid,remaining,remaining balance,amount remaining,remaining amount," +
	"patient balance,invoice balance,owed,amount owed,owing,amount owing,still due,left to pay,offen,offener betrag,restbetrag,reste dû,reste à payer,solde dû,pendiente,saldo pendiente,importe pendiente,da saldare,residuo,em aberto,openstaand," +
	"未収金,未収額,未入金,미수금,미수금액,미납금액,долг,задолженность,остаток"

// wholes are words too general to mean anything within a longer header.
const wholes = whoWords + "," + paidWords + "," + fullWords + "," + netWords + "," + listWords + ",клиент,покупатель,пациент,имя,фио,дата,name,total,sum,value,type,order,orders,state,area,unit,site,account,company," +
	"charge,charges,price,payment,sales,visits,purchases,transactions,receipt,invoice,paid,received,refund,returned," +
	"类型,订单,总额,收入,净额,collections,ucr,消费,收费,价格,状态,项目,合计,总计,共计,net,gross,location,服务,商品,产品,课程,套餐,评价,service,item,product,course," +
	"package,treatment,procedure,rating,feedback,birth,cell,mobile,contact number"

// spoilers turn whatever else a header contains into something that is not needed, unless the whole header is known.
var spoilers = "首次,首单,初次," +
	"第一次,首诊,初诊,下次,预约,出生,生日,到期,截止,有效,失效,注册,建档,开卡,入会,更新,修改,打印,审核,作废,取消,退款,退费,退货,优惠,折扣,折后,减免,成本,余额,欠费," +
	"欠款,单价,均价,平均,客单价,税,积分,运费,医保,统筹,充值,预存,储值,定金,押金,赠送,推荐,介绍,经办,操作,收银,收款人,制单,业务员,销售员,员工,入职,离职,工资,薪,紧急,家长,监护,是否,物流,快递,运单,包裹,配送,占比,比例,排名,预计,预测,目标,预算,报价,估价,理赔,赔付,赔款," +
	"first,next,birth,birthday,expiry,expires,registration,registered,signup,updated,modified,discount,balance," +
	"unit price,average,avg,mean,tax,points,shipping,deposit,refund,refunded,cancelled,canceled,due,referrer," +
	"referred,emergency,staff,cashier,operator,insurance,tracking,waybill,shipment,parcel,consignment,courier,copay,store credit,gift card,expected,forecast,target,budget,estimate,estimated,quote,quoted,rank,percent,share,ratio," +
	"login,hire,hired,hiring,salary,wage,wages,payroll"

// unitWords are what brackets, or the end of a header, may say about the unit of its figures.
var unitWords = [...]struct {
	unit  string // code of a unit, or nothing when it says no more than what is counted
	words string
}{
	{"yuan", "元,单位元,人民币,人民币元,rmb,cny,¥,yuan,rmb元,元人民币"},
	{"fen", "分,人民币分,分人民币,cent,cents,in cents,pence,fen,minor,minor units,minor unit"},
	{"jiao", "角,毛,人民币角,jiao"},
	{"bai", "百元,百,佰元,人民币百元,100元"},
	{"qian", "千元,千,仟元,人民币千元,1000元,千元人民币,thousand yuan,k yuan,rmb thousand,rmb'000,'000,thousand,thousands,in thousands,k,000s,000,k rmb,kcny"},
	{"million", "百万元,百万,million,millions,in millions,million yuan,mn,mm,人民币百万元"},
	{"yi", "亿元,亿,人民币亿元,亿元人民币"},
	{"wan", "万元,万,单位万元,人民币万元,wan,10k,wan yuan,10000元,万元人民币"},
	{"", "天,日,单位天,次,单位次,单,笔,个,days,day,d,times,visits,count,in days"},
}
