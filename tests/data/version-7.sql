BEGIN TRANSACTION;
CREATE TABLE adoptions (
	office_id VARCHAR(36) NOT NULL, 
	adopted_on DATE NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE appraisals (
	member_id VARCHAR(36), 
	year INTEGER NOT NULL, 
	method VARCHAR NOT NULL, 
	opinion VARCHAR NOT NULL, 
	held_on DATE, 
	meeting VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE area_activities (
	member_id VARCHAR(36) NOT NULL, 
	area_id VARCHAR(36) NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	held_on DATE NOT NULL, 
	content VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(area_id) REFERENCES areas (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE area_assessments (
	member_id VARCHAR(36) NOT NULL, 
	held_on DATE NOT NULL, 
	result VARCHAR NOT NULL, 
	summary VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE area_assignments (
	area_id VARCHAR(36) NOT NULL, 
	member_id VARCHAR(36) NOT NULL, 
	year INTEGER NOT NULL, 
	duties VARCHAR NOT NULL, 
	consent VARCHAR NOT NULL, 
	committee_opinion VARCHAR NOT NULL, 
	served_opinion VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(area_id) REFERENCES areas (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "area_assignments" VALUES('01a20cc8-8e80-7011-a63c-c9a36c1e159e','01a20cc8-8e80-700e-9f87-173516876397',2026,'','','','','01a20cc8-8e80-7012-b5cf-86fdaad5f56f','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
CREATE TABLE area_exemptions (
	member_id VARCHAR(36) NOT NULL, 
	year INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE area_plans (
	year INTEGER NOT NULL, 
	title VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	attachment VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE area_problems (
	member_id VARCHAR(36) NOT NULL, 
	heard_on DATE NOT NULL, 
	problem VARCHAR NOT NULL, 
	measure VARCHAR NOT NULL, 
	responsible VARCHAR NOT NULL, 
	due_on DATE, 
	solved_on DATE, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE areas (
	position INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	parent_id VARCHAR(36), 
	duties VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(parent_id) REFERENCES areas (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "areas" VALUES(1,'机电楼',NULL,'','01a20cc8-8e80-7010-a7b8-3f13d58e2666','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
INSERT INTO "areas" VALUES(2,'三层','01a20cc8-8e80-7010-a7b8-3f13d58e2666','','01a20cc8-8e80-7011-a63c-c9a36c1e159e','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
CREATE TABLE attachment_contents (
	sha256 VARCHAR NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (sha256)
);
CREATE TABLE attachments (
	sha256 VARCHAR NOT NULL, 
	extension VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE candidacies (
	member_id VARCHAR(36) NOT NULL, 
	year INTEGER NOT NULL, 
	quarter INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	votes INTEGER, 
	evidence VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE change_requests (
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	versions VARCHAR NOT NULL, 
	unknown VARCHAR NOT NULL, 
	nomination_id VARCHAR(36) NOT NULL, 
	field VARCHAR NOT NULL, 
	wanted VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	asked_on DATE NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(nomination_id) REFERENCES nominations (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE commitment_feedback (
	member_id VARCHAR(36), 
	heard_on DATE NOT NULL, 
	text VARCHAR NOT NULL, 
	answer VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE commitment_letters (
	member_id VARCHAR(36) NOT NULL, 
	year INTEGER NOT NULL, 
	signed_on DATE, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE commitment_reminders (
	member_id VARCHAR(36) NOT NULL, 
	reminded_on DATE NOT NULL, 
	text VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE commitments (
	member_id VARCHAR(36), 
	year INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	due VARCHAR NOT NULL, 
	responsible VARCHAR NOT NULL, 
	link VARCHAR NOT NULL, 
	proposed_on DATE, 
	review VARCHAR NOT NULL, 
	review_opinion VARCHAR NOT NULL, 
	reviewed_on DATE, 
	reviewer VARCHAR NOT NULL, 
	result VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	fulfilled_on DATE, 
	note VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE decisions (
	nomination_id VARCHAR(36) NOT NULL, 
	decision VARCHAR NOT NULL, 
	opinion VARCHAR NOT NULL, 
	decided_on DATE, 
	signer VARCHAR NOT NULL, 
	organisation_opinion VARCHAR NOT NULL, 
	discipline_opinion VARCHAR NOT NULL, 
	police_opinion VARCHAR NOT NULL, 
	public_from DATE, 
	public_to DATE, 
	objection VARCHAR NOT NULL, 
	objection_handled VARCHAR NOT NULL, 
	plaque_number VARCHAR NOT NULL, 
	plaque_issued_on DATE, 
	filing_number VARCHAR NOT NULL, 
	filed_on DATE, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, return_reason VARCHAR DEFAULT '' NOT NULL, answers VARCHAR(36) DEFAULT '' NOT NULL, clash_note VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(nomination_id) REFERENCES nominations (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE field_conflicts (
	id VARCHAR(36) NOT NULL, 
	table_name VARCHAR NOT NULL, 
	row_id VARCHAR(36) NOT NULL, 
	field VARCHAR NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	siblings VARCHAR NOT NULL, 
	opened_at VARCHAR NOT NULL, 
	settled BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE filings (
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	versions VARCHAR NOT NULL, 
	unknown VARCHAR NOT NULL, 
	nomination_id VARCHAR(36) NOT NULL, 
	filing_number VARCHAR NOT NULL, 
	filed_on DATE NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(nomination_id) REFERENCES nominations (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE foreign_rows (
	id VARCHAR NOT NULL, 
	table_name VARCHAR NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	"values" VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE former_keys (
	seq INTEGER NOT NULL, 
	installation_id VARCHAR(36) NOT NULL, 
	verify_key VARCHAR NOT NULL, 
	seal_key VARCHAR NOT NULL, 
	sealing_secret VARCHAR NOT NULL, 
	endorsement VARCHAR NOT NULL, 
	beside BOOLEAN NOT NULL, 
	PRIMARY KEY (seq)
);
CREATE TABLE installation (
	"row" INTEGER NOT NULL, 
	office_id VARCHAR(36) NOT NULL, 
	installation_id VARCHAR(36) NOT NULL, 
	lineage_id VARCHAR(36) NOT NULL, 
	sequence INTEGER NOT NULL, 
	previous VARCHAR NOT NULL, demo BOOLEAN DEFAULT 0 NOT NULL, signing_key VARCHAR DEFAULT '' NOT NULL, sealing_key VARCHAR DEFAULT '' NOT NULL, home VARCHAR DEFAULT '' NOT NULL, standing VARCHAR DEFAULT '' NOT NULL, restored_at VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY ("row")
);
INSERT INTO "installation" VALUES(1,'01a20cc8-8e80-7000-a8f8-7c57d60d05cb','01a20cc8-8e80-7001-8d15-c8694ffc1861','01a20cc8-8e80-7002-9bad-1299ce3b147d',0,'',0,'','','','','');
CREATE TABLE journal_changes (
	id INTEGER NOT NULL, 
	entry_seq INTEGER NOT NULL, 
	table_name VARCHAR NOT NULL, 
	row_id VARCHAR(36) NOT NULL, 
	"before" VARCHAR NOT NULL, 
	"after" VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(entry_seq) REFERENCES journal_entries (seq)
);
INSERT INTO "journal_changes" VALUES(1,1,'offices','01a20cc8-8e80-7000-a8f8-7c57d60d05cb','','{"deleted":false,"id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","kind":"branch","name":"机电系党支部","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","phone":"","revision":1,"secretary":"","short_name":"","superior_id":null,"superior_name":""}');
INSERT INTO "journal_changes" VALUES(2,1,'office_names','01a20cc8-8e80-7003-a45e-d70a4ca45dbd','','{"deleted":false,"id":"01a20cc8-8e80-7003-a45e-d70a4ca45dbd","name":"机电系党支部","office_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","revision":1,"valid_from":"2026-11-24"}');
INSERT INTO "journal_changes" VALUES(3,1,'posts','01a20cc8-8e80-7004-9755-314306cbcf75','','{"alias":"","deleted":false,"duties":"长期从事教育教学工作，在教学工作中树立优良教风，刻苦钻研业务，不断学习新知识，积极探索教育教学新规律，改进教育教学方法，带动身边同志提高教育教学水平。","enabled":true,"id":"01a20cc8-8e80-7004-9755-314306cbcf75","name":"教育示范岗","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","position":1,"reason":"","revision":1}');
INSERT INTO "journal_changes" VALUES(4,1,'posts','01a20cc8-8e80-7005-8063-5b56b37c67c0','','{"alias":"","deleted":false,"duties":"带头实施教研教改，从事科学研究工作，积极领衔科研课题，关注课程改革，熟练掌握现代化的教育教学手段。","enabled":true,"id":"01a20cc8-8e80-7005-8063-5b56b37c67c0","name":"教改科研岗","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","position":2,"reason":"","revision":1}');
INSERT INTO "journal_changes" VALUES(5,1,'posts','01a20cc8-8e80-7006-9cd0-2e8aa8838591','','{"alias":"","deleted":false,"duties":"从事教育教学管理、社会服务、就业指导、技术咨询、成果转化与推广等服务工作，教育教学管理能力强，关心和爱护每一位学生，尊重学生的人格，经常向学生进行公民道德教育，法制教育，心理健康教育，安全教育。","enabled":true,"id":"01a20cc8-8e80-7006-9cd0-2e8aa8838591","name":"服务学生岗","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","position":3,"reason":"","revision":1}');
INSERT INTO "journal_changes" VALUES(6,1,'posts','01a20cc8-8e80-7007-8c6a-4e9a7fd66af8','','{"alias":"","deleted":false,"duties":"从事党务工作，负责与党员、群众协调沟通，落实党的政策，宣传党的精神，做好支部的组织建设和党员的教育管理，组织党员开展政治和业务学习，完成上级党组织交给的工作任务。","enabled":true,"id":"01a20cc8-8e80-7007-8c6a-4e9a7fd66af8","name":"服务党员岗","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","position":4,"reason":"","revision":1}');
INSERT INTO "journal_changes" VALUES(7,1,'posts','01a20cc8-8e80-7008-a27c-cd02edb4214c','','{"alias":"","deleted":false,"duties":"监督党组织班子成员履行职责情况，是否认真贯彻执行党的各项方针、政策，是否重视对党员的教育和管理。\n监督党组织是否注重对入党积极分子的培养教育，是否把发展党员工作列入重要议事日程，是否定期公开党务政务等。","enabled":true,"id":"01a20cc8-8e80-7008-a27c-cd02edb4214c","name":"党务政务监督岗","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","position":5,"reason":"","revision":1}');
INSERT INTO "journal_changes" VALUES(8,1,'posts','01a20cc8-8e80-7009-a185-b372776aa973','','{"alias":"公共财物管护岗","deleted":false,"duties":"负责对学院的基础设施、公共设备、实验室、实训室、宿舍等经常巡视检查，进行管理、维护工作。","enabled":true,"id":"01a20cc8-8e80-7009-a185-b372776aa973","name":"公共财务管护岗","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","position":6,"reason":"","revision":1}');
INSERT INTO "journal_changes" VALUES(9,1,'posts','01a20cc8-8e80-700a-9a61-50dd1e19b805','','{"alias":"","deleted":false,"duties":"及时收集来自群众、社会各界以及教职工反映的各项建议和意见，并及时向组织反馈。","enabled":true,"id":"01a20cc8-8e80-700a-9a61-50dd1e19b805","name":"民意收集岗","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","position":7,"reason":"","revision":1}');
INSERT INTO "journal_changes" VALUES(10,1,'posts','01a20cc8-8e80-700b-af5b-628c0ae21088','','{"alias":"","deleted":false,"duties":"经常开展志愿服务，到社区报到，联系服务群众，了解师生的困难诉求，积极为教职工排忧解难，主动帮扶困难学生和基础薄弱学生。","enabled":true,"id":"01a20cc8-8e80-700b-af5b-628c0ae21088","name":"扶贫帮困岗","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","position":8,"reason":"","revision":1}');
INSERT INTO "journal_changes" VALUES(11,1,'posts','01a20cc8-8e80-700c-9eea-6ddec6691890','','{"alias":"","deleted":false,"duties":"负责协助党组织指导教职工树立文明新风，加强社会主义精神文明建设，对学生进行爱国主义和集体主义教育。","enabled":true,"id":"01a20cc8-8e80-700c-9eea-6ddec6691890","name":"文明礼仪岗","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","position":9,"reason":"","revision":1}');
INSERT INTO "journal_changes" VALUES(12,1,'posts','01a20cc8-8e80-700d-8a8d-9ddf2a5be3b8','','{"alias":"","deleted":false,"duties":"以维护学校师生安全为己任，主动排查安全隐患并及时报告，常对学生进行安全教育，积极维护学校及周边社会治安环境。","enabled":true,"id":"01a20cc8-8e80-700d-8a8d-9ddf2a5be3b8","name":"校园安全岗","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","position":10,"reason":"","revision":1}');
INSERT INTO "journal_changes" VALUES(13,2,'members','01a20cc8-8e80-700e-9f87-173516876397','','{"birth":"1985-05","class_override":"","class_reason":"","deleted":false,"department":"","duty":"","education":"","ethnicity":"","id":"01a20cc8-8e80-700e-9f87-173516876397","joined":null,"name":"张三","note":"","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","party_kind":"正式党员","person_id":"01a20cc8-8e80-700e-9f87-173516876397","photo":"","position":1,"revision":1,"sex":"女","staff_kind":"","state":"在册","state_reason":"","state_since":null,"work_start":null}');
INSERT INTO "journal_changes" VALUES(14,2,'members','01a20cc8-8e80-700f-8ea0-1e093d16d4d6','','{"birth":"1985-05","class_override":"","class_reason":"","deleted":false,"department":"","duty":"","education":"","ethnicity":"","id":"01a20cc8-8e80-700f-8ea0-1e093d16d4d6","joined":null,"name":"李四","note":"","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","party_kind":"正式党员","person_id":"01a20cc8-8e80-700f-8ea0-1e093d16d4d6","photo":"","position":2,"revision":1,"sex":"女","staff_kind":"","state":"在册","state_reason":"","state_since":null,"work_start":null}');
INSERT INTO "journal_changes" VALUES(15,3,'areas','01a20cc8-8e80-7010-a7b8-3f13d58e2666','','{"deleted":false,"duties":"","id":"01a20cc8-8e80-7010-a7b8-3f13d58e2666","name":"机电楼","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","parent_id":null,"position":1,"revision":1}');
INSERT INTO "journal_changes" VALUES(16,3,'areas','01a20cc8-8e80-7011-a63c-c9a36c1e159e','','{"deleted":false,"duties":"","id":"01a20cc8-8e80-7011-a63c-c9a36c1e159e","name":"三层","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","parent_id":"01a20cc8-8e80-7010-a7b8-3f13d58e2666","position":2,"revision":1}');
INSERT INTO "journal_changes" VALUES(17,4,'area_assignments','01a20cc8-8e80-7012-b5cf-86fdaad5f56f','','{"area_id":"01a20cc8-8e80-7011-a63c-c9a36c1e159e","committee_opinion":"","consent":"","deleted":false,"duties":"","id":"01a20cc8-8e80-7012-b5cf-86fdaad5f56f","member_id":"01a20cc8-8e80-700e-9f87-173516876397","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","revision":1,"served_opinion":"","year":2026}');
INSERT INTO "journal_changes" VALUES(18,5,'nominations','01a20cc8-8e80-7013-b4bf-b4c63c292d0c','','{"award":"先锋岗","branch_opinion":"同意。","conclusion":"","deeds":"带头上好课。","deleted":false,"discipline":"","example":"","first_responsible":"","id":"01a20cc8-8e80-7013-b4bf-b4c63c292d0c","kind":"","member_id":"01a20cc8-8e80-700e-9f87-173516876397","over_quota_reason":"","owner_id":"01a20cc8-8e80-7000-a8f8-7c57d60d05cb","politics":"","quarter":null,"reported":false,"revision":1,"skill":"","studied_on":"2026-11-20","style":"","year":2026}');
CREATE TABLE journal_entries (
	seq INTEGER NOT NULL, 
	verb VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	reverses INTEGER, 
	undone BOOLEAN NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "journal_entries" VALUES(1,'建立数据文件','','2026-11-24T09:00:00','do',NULL,0);
INSERT INTO "journal_entries" VALUES(2,'录入','','2026-11-24T09:00:00','do',NULL,0);
INSERT INTO "journal_entries" VALUES(3,'录入','','2026-11-24T09:00:00','do',NULL,0);
INSERT INTO "journal_entries" VALUES(4,'录入','','2026-11-24T09:00:00','do',NULL,0);
INSERT INTO "journal_entries" VALUES(5,'录入','','2026-11-24T09:00:00','do',NULL,0);
CREATE TABLE key_revocations (
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	office_id VARCHAR(36) NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	versions VARCHAR NOT NULL, 
	unknown VARCHAR NOT NULL, 
	revoked_on DATE NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE meetings (
	held_on DATE NOT NULL, 
	kind VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	attended INTEGER, 
	minutes VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE member_states (
	member_id VARCHAR(36) NOT NULL, 
	state VARCHAR NOT NULL, 
	since DATE NOT NULL, 
	reason VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE members (
	person_id VARCHAR(36) NOT NULL, 
	position INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	sex VARCHAR NOT NULL, 
	ethnicity VARCHAR NOT NULL, 
	birth VARCHAR, 
	work_start VARCHAR, 
	joined VARCHAR, 
	education VARCHAR NOT NULL, 
	duty VARCHAR NOT NULL, 
	staff_kind VARCHAR NOT NULL, 
	party_kind VARCHAR NOT NULL, 
	department VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	state_since DATE, 
	state_reason VARCHAR NOT NULL, 
	class_override VARCHAR NOT NULL, 
	class_reason VARCHAR NOT NULL, 
	photo VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "members" VALUES('01a20cc8-8e80-700e-9f87-173516876397',1,'张三','女','','1985-05',NULL,NULL,'','','','正式党员','','在册',NULL,'','','','','','01a20cc8-8e80-700e-9f87-173516876397','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
INSERT INTO "members" VALUES('01a20cc8-8e80-700f-8ea0-1e093d16d4d6',2,'李四','女','','1985-05',NULL,NULL,'','','','正式党员','','在册',NULL,'','','','','','01a20cc8-8e80-700f-8ea0-1e093d16d4d6','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
CREATE TABLE nominations (
	award VARCHAR NOT NULL, 
	member_id VARCHAR(36) NOT NULL, 
	year INTEGER NOT NULL, 
	quarter INTEGER, 
	kind VARCHAR NOT NULL, 
	deeds VARCHAR NOT NULL, 
	first_responsible VARCHAR NOT NULL, 
	politics VARCHAR NOT NULL, 
	style VARCHAR NOT NULL, 
	skill VARCHAR NOT NULL, 
	discipline VARCHAR NOT NULL, 
	example VARCHAR NOT NULL, 
	studied_on DATE, 
	conclusion VARCHAR NOT NULL, 
	branch_opinion VARCHAR NOT NULL, 
	over_quota_reason VARCHAR NOT NULL, 
	reported BOOLEAN NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, reported_on DATE, reported_in VARCHAR(36) DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "nominations" VALUES('先锋岗','01a20cc8-8e80-700e-9f87-173516876397',2026,NULL,'','带头上好课。','','','','','','','2026-11-20','','同意。','',0,'01a20cc8-8e80-7013-b4bf-b4c63c292d0c','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','',NULL,'');
CREATE TABLE office_keys (
	id VARCHAR(36) NOT NULL, 
	office_id VARCHAR(36) NOT NULL, 
	installation_id VARCHAR(36) NOT NULL, 
	verify_key VARCHAR NOT NULL, 
	seal_key VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	endorsed_by VARCHAR NOT NULL, 
	met_at VARCHAR NOT NULL, 
	confirmed_at VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE office_names (
	office_id VARCHAR(36) NOT NULL, 
	name VARCHAR NOT NULL, 
	valid_from DATE NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "office_names" VALUES('01a20cc8-8e80-7000-a8f8-7c57d60d05cb','机电系党支部','2026-11-24','01a20cc8-8e80-7003-a45e-d70a4ca45dbd','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
CREATE TABLE offices (
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	short_name VARCHAR NOT NULL, 
	superior_id VARCHAR(36), 
	superior_name VARCHAR NOT NULL, 
	secretary VARCHAR NOT NULL, 
	phone VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "offices" VALUES('branch','机电系党支部','',NULL,'','','','01a20cc8-8e80-7000-a8f8-7c57d60d05cb','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
CREATE TABLE parked_rows (
	id VARCHAR(36) NOT NULL, 
	package_id VARCHAR(36) NOT NULL, 
	table_name VARCHAR NOT NULL, 
	row_id VARCHAR(36) NOT NULL, 
	reason VARCHAR NOT NULL, 
	"values" VARCHAR NOT NULL, from_id VARCHAR(36) DEFAULT '' NOT NULL, kind VARCHAR DEFAULT 'parked' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE pioneer_inspections (
	nomination_id VARCHAR(36) NOT NULL, 
	held_on DATE NOT NULL, 
	problem VARCHAR NOT NULL, 
	rectification VARCHAR NOT NULL, 
	due_on DATE, 
	done_on DATE, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(nomination_id) REFERENCES nominations (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE plaques (
	nomination_id VARCHAR(36) NOT NULL, 
	placed_on DATE, 
	returned_on DATE, 
	note VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(nomination_id) REFERENCES nominations (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE post_applications (
	member_id VARCHAR(36) NOT NULL, 
	year INTEGER NOT NULL, 
	first_id VARCHAR(36), 
	second_id VARCHAR(36), 
	applied_on DATE, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(first_id) REFERENCES posts (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(second_id) REFERENCES posts (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE post_assignments (
	member_id VARCHAR(36) NOT NULL, 
	post_id VARCHAR(36) NOT NULL, 
	year INTEGER NOT NULL, 
	duties VARCHAR NOT NULL, 
	decided_on DATE, 
	decided_by VARCHAR NOT NULL, 
	consent VARCHAR NOT NULL, 
	secretary_signed_on DATE, 
	member_signed_on DATE, 
	ended_on DATE, 
	note VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(post_id) REFERENCES posts (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE post_difficulties (
	member_id VARCHAR(36) NOT NULL, 
	raised_on DATE NOT NULL, 
	difficulty VARCHAR NOT NULL, 
	help VARCHAR NOT NULL, 
	solved_on DATE, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE post_reviews (
	member_id VARCHAR(36) NOT NULL, 
	kind VARCHAR NOT NULL, 
	held_on DATE NOT NULL, 
	inspector VARCHAR NOT NULL, 
	audience VARCHAR NOT NULL, 
	finding VARCHAR NOT NULL, 
	correction VARCHAR NOT NULL, 
	closed_on DATE, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE posts (
	position INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	alias VARCHAR NOT NULL, 
	duties VARCHAR NOT NULL, 
	enabled BOOLEAN NOT NULL, 
	reason VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "posts" VALUES(1,'教育示范岗','','长期从事教育教学工作，在教学工作中树立优良教风，刻苦钻研业务，不断学习新知识，积极探索教育教学新规律，改进教育教学方法，带动身边同志提高教育教学水平。',1,'','01a20cc8-8e80-7004-9755-314306cbcf75','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
INSERT INTO "posts" VALUES(2,'教改科研岗','','带头实施教研教改，从事科学研究工作，积极领衔科研课题，关注课程改革，熟练掌握现代化的教育教学手段。',1,'','01a20cc8-8e80-7005-8063-5b56b37c67c0','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
INSERT INTO "posts" VALUES(3,'服务学生岗','','从事教育教学管理、社会服务、就业指导、技术咨询、成果转化与推广等服务工作，教育教学管理能力强，关心和爱护每一位学生，尊重学生的人格，经常向学生进行公民道德教育，法制教育，心理健康教育，安全教育。',1,'','01a20cc8-8e80-7006-9cd0-2e8aa8838591','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
INSERT INTO "posts" VALUES(4,'服务党员岗','','从事党务工作，负责与党员、群众协调沟通，落实党的政策，宣传党的精神，做好支部的组织建设和党员的教育管理，组织党员开展政治和业务学习，完成上级党组织交给的工作任务。',1,'','01a20cc8-8e80-7007-8c6a-4e9a7fd66af8','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
INSERT INTO "posts" VALUES(5,'党务政务监督岗','','监督党组织班子成员履行职责情况，是否认真贯彻执行党的各项方针、政策，是否重视对党员的教育和管理。
监督党组织是否注重对入党积极分子的培养教育，是否把发展党员工作列入重要议事日程，是否定期公开党务政务等。',1,'','01a20cc8-8e80-7008-a27c-cd02edb4214c','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
INSERT INTO "posts" VALUES(6,'公共财务管护岗','公共财物管护岗','负责对学院的基础设施、公共设备、实验室、实训室、宿舍等经常巡视检查，进行管理、维护工作。',1,'','01a20cc8-8e80-7009-a185-b372776aa973','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
INSERT INTO "posts" VALUES(7,'民意收集岗','','及时收集来自群众、社会各界以及教职工反映的各项建议和意见，并及时向组织反馈。',1,'','01a20cc8-8e80-700a-9a61-50dd1e19b805','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
INSERT INTO "posts" VALUES(8,'扶贫帮困岗','','经常开展志愿服务，到社区报到，联系服务群众，了解师生的困难诉求，积极为教职工排忧解难，主动帮扶困难学生和基础薄弱学生。',1,'','01a20cc8-8e80-700b-af5b-628c0ae21088','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
INSERT INTO "posts" VALUES(9,'文明礼仪岗','','负责协助党组织指导教职工树立文明新风，加强社会主义精神文明建设，对学生进行爱国主义和集体主义教育。',1,'','01a20cc8-8e80-700c-9eea-6ddec6691890','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
INSERT INTO "posts" VALUES(10,'校园安全岗','','以维护学校师生安全为己任，主动排查安全隐患并及时报告，常对学生进行安全教育，积极维护学校及周边社会治安环境。',1,'','01a20cc8-8e80-700d-8a8d-9ddf2a5be3b8','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'','');
CREATE TABLE printed_papers (
	id INTEGER NOT NULL, 
	paper VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	unit_id VARCHAR(36) NOT NULL, 
	member_id VARCHAR(36) NOT NULL, 
	record_id VARCHAR(36) NOT NULL, 
	values_digest VARCHAR NOT NULL, 
	printed_at VARCHAR NOT NULL, 
	copies INTEGER NOT NULL, 
	wording VARCHAR NOT NULL, 
	options VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE publicities (
	year INTEGER NOT NULL, 
	quarter INTEGER, 
	subject VARCHAR NOT NULL, 
	channel VARCHAR NOT NULL, 
	begins_on DATE NOT NULL, 
	ends_on DATE, 
	evidence VARCHAR NOT NULL, 
	objection VARCHAR NOT NULL, 
	objection_handled VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE quarter_reports (
	member_id VARCHAR(36) NOT NULL, 
	year INTEGER NOT NULL, 
	quarter INTEGER NOT NULL, 
	meeting_on DATE, 
	content VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(member_id) REFERENCES members (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE questions (
	id VARCHAR(36) NOT NULL, 
	from_id VARCHAR(36) NOT NULL, 
	package_id VARCHAR(36) NOT NULL, 
	kind VARCHAR NOT NULL, 
	table_name VARCHAR NOT NULL, 
	row_id VARCHAR(36) NOT NULL, 
	field VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	"values" VARCHAR NOT NULL, 
	settled BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE quota_waivers (
	office_id VARCHAR(36) NOT NULL, 
	year INTEGER NOT NULL, 
	extra INTEGER NOT NULL, 
	reason VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE received_packages (
	id VARCHAR(36) NOT NULL, 
	digest VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	from_id VARCHAR(36) NOT NULL, 
	from_name VARCHAR NOT NULL, 
	installation_id VARCHAR(36) NOT NULL, 
	lineage_id VARCHAR(36) NOT NULL, 
	sequence INTEGER NOT NULL, 
	check_code VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	quarter INTEGER NOT NULL, 
	received_at VARCHAR NOT NULL, 
	counts VARCHAR NOT NULL, chain VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE request_answers (
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, 
	versions VARCHAR NOT NULL, 
	unknown VARCHAR NOT NULL, 
	nomination_id VARCHAR(36) NOT NULL, 
	request_id VARCHAR(36) NOT NULL, 
	accepted BOOLEAN NOT NULL, 
	reason VARCHAR NOT NULL, 
	answered_on DATE NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(nomination_id) REFERENCES nominations (id) DEFERRABLE INITIALLY DEFERRED, 
	FOREIGN KEY(request_id) REFERENCES change_requests (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE sent_packages (
	id VARCHAR(36) NOT NULL, 
	kind VARCHAR NOT NULL, 
	to_name VARCHAR NOT NULL, 
	sequence INTEGER NOT NULL, 
	digest VARCHAR NOT NULL, 
	check_code VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	sent_at VARCHAR NOT NULL, 
	journal_seq INTEGER NOT NULL, 
	year INTEGER NOT NULL, 
	quarter INTEGER NOT NULL, 
	acknowledged_at VARCHAR NOT NULL, to_id VARCHAR(36) DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE settings (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE taken_lines (
	id VARCHAR NOT NULL, 
	hashes VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE title_ends (
	nomination_id VARCHAR(36) NOT NULL, 
	kind VARCHAR NOT NULL, 
	ground VARCHAR NOT NULL, 
	ended_on DATE NOT NULL, 
	explanation VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(nomination_id) REFERENCES nominations (id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE votes (
	year INTEGER NOT NULL, 
	quarter INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	held_on DATE, 
	expected INTEGER, 
	attended INTEGER, 
	issued INTEGER, 
	returned INTEGER, 
	valid INTEGER, 
	probationary INTEGER, 
	closed BOOLEAN NOT NULL, 
	vacant_reason VARCHAR NOT NULL, 
	tie_resolution VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE wordings (
	"key" VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	id VARCHAR(36) NOT NULL, 
	owner_id VARCHAR(36) NOT NULL, 
	revision INTEGER NOT NULL, 
	deleted BOOLEAN NOT NULL, push VARCHAR DEFAULT 'free' NOT NULL, default_digest VARCHAR DEFAULT '' NOT NULL, versions VARCHAR DEFAULT '' NOT NULL, unknown VARCHAR DEFAULT '' NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "wordings" VALUES('1.fifth','五、支部为党员排忧解难。','01a20cc8-8e80-7fff-8000-000000000001','01a20cc8-8e80-7000-a8f8-7c57d60d05cb',1,0,'free','','','');
CREATE INDEX ix_offices_owner_id ON offices (owner_id);
CREATE INDEX ix_office_names_owner_id ON office_names (owner_id);
CREATE INDEX ix_settings_owner_id ON settings (owner_id);
CREATE INDEX ix_wordings_owner_id ON wordings (owner_id);
CREATE INDEX ix_adoptions_owner_id ON adoptions (owner_id);
CREATE INDEX ix_areas_parent_id ON areas (parent_id);
CREATE INDEX ix_areas_owner_id ON areas (owner_id);
CREATE INDEX ix_area_plans_owner_id ON area_plans (owner_id);
CREATE INDEX ix_attachments_owner_id ON attachments (owner_id);
CREATE INDEX ix_members_owner_id ON members (owner_id);
CREATE INDEX ix_votes_owner_id ON votes (owner_id);
CREATE INDEX ix_quota_waivers_owner_id ON quota_waivers (owner_id);
CREATE INDEX ix_posts_owner_id ON posts (owner_id);
CREATE INDEX ix_publicities_owner_id ON publicities (owner_id);
CREATE INDEX ix_meetings_owner_id ON meetings (owner_id);
CREATE INDEX ix_received_packages_from_id ON received_packages (from_id);
CREATE INDEX ix_parked_rows_package_id ON parked_rows (package_id);
CREATE INDEX ix_area_assignments_member_id ON area_assignments (member_id);
CREATE INDEX ix_area_assignments_area_id ON area_assignments (area_id);
CREATE INDEX ix_area_assignments_owner_id ON area_assignments (owner_id);
CREATE INDEX ix_area_exemptions_member_id ON area_exemptions (member_id);
CREATE INDEX ix_area_exemptions_owner_id ON area_exemptions (owner_id);
CREATE INDEX ix_area_activities_member_id ON area_activities (member_id);
CREATE INDEX ix_area_activities_owner_id ON area_activities (owner_id);
CREATE INDEX ix_area_activities_area_id ON area_activities (area_id);
CREATE INDEX ix_quarter_reports_owner_id ON quarter_reports (owner_id);
CREATE INDEX ix_quarter_reports_member_id ON quarter_reports (member_id);
CREATE INDEX ix_area_problems_owner_id ON area_problems (owner_id);
CREATE INDEX ix_area_problems_member_id ON area_problems (member_id);
CREATE INDEX ix_area_assessments_member_id ON area_assessments (member_id);
CREATE INDEX ix_area_assessments_owner_id ON area_assessments (owner_id);
CREATE INDEX ix_commitments_owner_id ON commitments (owner_id);
CREATE INDEX ix_commitments_member_id ON commitments (member_id);
CREATE INDEX ix_commitment_letters_member_id ON commitment_letters (member_id);
CREATE INDEX ix_commitment_letters_owner_id ON commitment_letters (owner_id);
CREATE INDEX ix_commitment_reminders_owner_id ON commitment_reminders (owner_id);
CREATE INDEX ix_commitment_reminders_member_id ON commitment_reminders (member_id);
CREATE INDEX ix_commitment_feedback_member_id ON commitment_feedback (member_id);
CREATE INDEX ix_commitment_feedback_owner_id ON commitment_feedback (owner_id);
CREATE INDEX ix_appraisals_member_id ON appraisals (member_id);
CREATE INDEX ix_appraisals_owner_id ON appraisals (owner_id);
CREATE INDEX ix_journal_changes_entry_seq ON journal_changes (entry_seq);
CREATE INDEX ix_member_states_owner_id ON member_states (owner_id);
CREATE INDEX ix_member_states_member_id ON member_states (member_id);
CREATE INDEX ix_nominations_owner_id ON nominations (owner_id);
CREATE INDEX ix_nominations_member_id ON nominations (member_id);
CREATE INDEX ix_candidacies_owner_id ON candidacies (owner_id);
CREATE INDEX ix_candidacies_member_id ON candidacies (member_id);
CREATE INDEX ix_post_applications_first_id ON post_applications (first_id);
CREATE INDEX ix_post_applications_second_id ON post_applications (second_id);
CREATE INDEX ix_post_applications_member_id ON post_applications (member_id);
CREATE INDEX ix_post_applications_owner_id ON post_applications (owner_id);
CREATE INDEX ix_post_assignments_post_id ON post_assignments (post_id);
CREATE INDEX ix_post_assignments_owner_id ON post_assignments (owner_id);
CREATE INDEX ix_post_assignments_member_id ON post_assignments (member_id);
CREATE INDEX ix_post_reviews_owner_id ON post_reviews (owner_id);
CREATE INDEX ix_post_reviews_member_id ON post_reviews (member_id);
CREATE INDEX ix_post_difficulties_owner_id ON post_difficulties (owner_id);
CREATE INDEX ix_post_difficulties_member_id ON post_difficulties (member_id);
CREATE INDEX ix_decisions_nomination_id ON decisions (nomination_id);
CREATE INDEX ix_decisions_owner_id ON decisions (owner_id);
CREATE INDEX ix_plaques_owner_id ON plaques (owner_id);
CREATE INDEX ix_plaques_nomination_id ON plaques (nomination_id);
CREATE INDEX ix_title_ends_nomination_id ON title_ends (nomination_id);
CREATE INDEX ix_title_ends_owner_id ON title_ends (owner_id);
CREATE INDEX ix_pioneer_inspections_owner_id ON pioneer_inspections (owner_id);
CREATE INDEX ix_pioneer_inspections_nomination_id ON pioneer_inspections (nomination_id);
CREATE INDEX ix_key_revocations_owner_id ON key_revocations (owner_id);
CREATE INDEX ix_office_keys_office_id ON office_keys (office_id);
CREATE INDEX ix_field_conflicts_row_id ON field_conflicts (row_id);
CREATE INDEX ix_field_conflicts_owner_id ON field_conflicts (owner_id);
CREATE INDEX ix_questions_from_id ON questions (from_id);
CREATE INDEX ix_foreign_rows_owner_id ON foreign_rows (owner_id);
CREATE INDEX ix_parked_rows_from_id ON parked_rows (from_id);
CREATE INDEX ix_filings_owner_id ON filings (owner_id);
CREATE INDEX ix_filings_nomination_id ON filings (nomination_id);
CREATE INDEX ix_change_requests_owner_id ON change_requests (owner_id);
CREATE INDEX ix_change_requests_nomination_id ON change_requests (nomination_id);
CREATE INDEX ix_request_answers_owner_id ON request_answers (owner_id);
CREATE INDEX ix_request_answers_nomination_id ON request_answers (nomination_id);
CREATE INDEX ix_request_answers_request_id ON request_answers (request_id);
COMMIT;
