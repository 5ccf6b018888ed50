//! Backups by configuration: what the template must say so that nothing can be lost, each demand with
//! its name; and every way to say less, each of which is refused.

use jiff::SignedDuration;
use runtime::Need;
use serde_json::{Value, json};
use store::items::COLLECTED_AFTER;

/// Everything that decides how long something is kept.
#[derive(Debug, Clone)]
struct Deployment {
    main: Value,
    replica: Value,
    collected_after: SignedDuration,
    /// Functions that may remove versions from the vault, and those that may change its holds.
    collecting: Vec<&'static str>,
    holding: Vec<&'static str>,
}

impl Deployment {
    fn as_generated() -> Self {
        let declaring = |need: Need| {
            let declares = move |function: &&runtime::Function| function.needs.contains(&need);
            functions::all().filter(declares).map(|function| function.name).collect()
        };
        Self {
            main: codegen::template().expect("the registry fits into a template"),
            replica: codegen::replica(),
            collected_after: COLLECTED_AFTER,
            collecting: declaring(Need::VaultCollect),
            holding: declaring(Need::VaultHold),
        }
    }

    fn resource(&self, name: &str) -> &Value {
        let stack = if name == "Replica" { &self.replica } else { &self.main };
        &stack["Resources"][name]
    }

    fn of(&self, name: &str) -> &Value {
        &self.resource(name)["Properties"]
    }

    /// What something is made to say instead, by its path.
    fn with(mut self, resource: &str, path: &[&str], value: Value) -> Self {
        let stack = if resource == "Replica" { &mut self.replica } else { &mut self.main };
        let mut at = &mut stack["Resources"][resource];
        for step in path {
            at = match step.parse::<usize>() {
                Ok(index) => &mut at[index],
                Err(_) => &mut at[*step],
            };
        }
        *at = value;
        self
    }
}

/// A demand, and whether it is met.
struct Demand {
    name: String,
    met: Box<dyn Fn(&Deployment) -> bool>,
}

fn demand(name: impl Into<String>, met: impl Fn(&Deployment) -> bool + 'static) -> Demand {
    Demand { name: name.into(), met: Box::new(met) }
}

/// All that is demanded.
fn demands() -> Vec<Demand> {
    let mut all = Vec::new();
    for bucket in ["Vault", "Replica", "Outbox"] {
        all.push(demand(format!("{bucket} keeps every version"), move |it| {
            it.of(bucket)["VersioningConfiguration"]["Status"] == "Enabled"
        }));
        all.push(demand(format!("{bucket} lets nothing expire"), move |it| {
            let rules = it.of(bucket)["LifecycleConfiguration"]["Rules"].as_array();
            rules.into_iter().flatten().all(only_aborts)
        }));
        all.push(demand(format!("{bucket} is closed to the public"), move |it| {
            is_closed(it.of(bucket))
        }));
    }
    for bucket in ["Vault", "Replica"] {
        all.push(demand(format!("{bucket} can hold versions"), move |it| {
            it.of(bucket)["ObjectLockEnabled"] == true
        }));
        // A retention would keep what a student gives up from ever being collected.
        all.push(demand(format!("{bucket} holds just what a submission froze"), move |it| {
            it.of(bucket).get("ObjectLockConfiguration").is_none()
        }));
    }
    all.extend(of_replication());
    all.extend(of_the_table());
    let secrets = runtime::Secret::ALL.into_iter().map(|secret| {
        let name = secret.name();
        name[..1].to_ascii_uppercase() + &name[1..] + "Secret"
    });
    let lasting = ["Table", "Vault", "Outbox", "Replica"].map(str::to_owned).into_iter();
    for resource in lasting.chain(secrets) {
        let name = format!("{resource} outlives its stack");
        all.push(demand(name, move |it| {
            let policies = ["DeletionPolicy", "UpdateReplacePolicy"];
            policies.iter().all(|policy| it.resource(&resource)[*policy] == "Retain")
        }));
    }
    all.push(demand("tombstones rest for thirty days", |it| {
        it.collected_after >= SignedDuration::from_hours(30 * 24)
    }));
    all.push(demand("one function removes versions", |it| it.collecting == ["files.collect"]));
    all.push(demand("one function holds what is frozen", |it| {
        it.holding == ["central-submissions.work"]
    }));
    all
}

fn of_replication() -> Vec<Demand> {
    let rule = |it: &Deployment| it.of("Vault")["ReplicationConfiguration"]["Rules"][0].clone();
    vec![
        demand("the vault is copied", move |it| rule(it)["Status"] == "Enabled"),
        demand("the whole vault is copied", move |it| {
            rule(it)["Filter"] == json!({ "Prefix": "" })
        }),
        demand("the copy is the replica", move |it| {
            rule(it)["Destination"]["Bucket"] == json!({ "Ref": "ReplicaBucketArn" })
        }),
        demand("the copy loses nothing", move |it| {
            rule(it)["DeleteMarkerReplication"]["Status"] == "Disabled"
        }),
        demand("the copy is there within a quarter of an hour", move |it| {
            let time = &rule(it)["Destination"]["ReplicationTime"];
            let minutes = time["Time"]["Minutes"].as_u64();
            time["Status"] == "Enabled" && minutes.is_some_and(|minutes| minutes <= 15)
        }),
        demand("a copy that fails is told", |it| {
            let alarm = it.of("ReplicationAlarm");
            alarm["MetricName"] == "OperationsFailedReplication" && alarm["Threshold"] == 1
        }),
    ]
}

fn of_the_table() -> Vec<Demand> {
    let recovery = |it: &Deployment| it.of("Table")["PointInTimeRecoverySpecification"].clone();
    vec![
        demand("the table can be restored to any second", move |it| {
            recovery(it)["PointInTimeRecoveryEnabled"] == true
        }),
        demand("of the last five weeks", move |it| {
            recovery(it)["RecoveryPeriodInDays"].as_u64().is_some_and(|days| days >= 35)
        }),
        demand("the table cannot be deleted", |it| {
            it.of("Table")["DeletionProtectionEnabled"] == true
        }),
    ]
}

/// Whether a rule does no more than abort uploads that were never finished.
fn only_aborts(rule: &Value) -> bool {
    let allowed = ["Id", "Status", "AbortIncompleteMultipartUpload"];
    rule.as_object().into_iter().flatten().all(|(name, _)| allowed.contains(&name.as_str()))
}

fn is_closed(bucket: &Value) -> bool {
    let switches =
        ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];
    switches.iter().all(|switch| bucket["PublicAccessBlockConfiguration"][*switch] == true)
}

fn refused(deployment: &Deployment) -> Vec<String> {
    let unmet = demands().into_iter().filter(|demand| !(demand.met)(deployment));
    unmet.map(|demand| demand.name).collect()
}

#[test]
fn the_template_meets_every_demand() {
    assert_eq!(refused(&Deployment::as_generated()), [""; 0]);
}

/// What is weakened, and the demand that refuses it.
fn weakened() -> Vec<(Deployment, String)> {
    let it = Deployment::as_generated;
    let p = |rest: &[&'static str]| [&["Properties"][..], rest].concat();
    let expiry = json!({ "Rules": [{ "Id": "x", "Status": "Enabled", "ExpirationInDays": 3650 }] });
    let noncurrent = json!({ "Rules": [{
        "Id": "x",
        "Status": "Enabled",
        "NoncurrentVersionExpiration": { "NoncurrentDays": 1 },
    }] });
    let mut all = Vec::new();
    for bucket in ["Vault", "Replica", "Outbox"] {
        let to = |path: &[&'static str], value: Value| it().with(bucket, &p(path), value);
        let name = |what: &str| format!("{bucket} {what}");
        all.extend([
            (
                to(&["VersioningConfiguration", "Status"], json!("Suspended")),
                name("keeps every version"),
            ),
            (to(&["VersioningConfiguration"], Value::Null), name("keeps every version")),
            (to(&["LifecycleConfiguration"], expiry.clone()), name("lets nothing expire")),
            (to(&["LifecycleConfiguration"], noncurrent.clone()), name("lets nothing expire")),
            (
                to(&["PublicAccessBlockConfiguration", "BlockPublicPolicy"], json!(false)),
                name("is closed to the public"),
            ),
            (it().with(bucket, &["DeletionPolicy"], json!("Delete")), name("outlives its stack")),
            (it().with(bucket, &["UpdateReplacePolicy"], Value::Null), name("outlives its stack")),
        ]);
    }
    for bucket in ["Vault", "Replica"] {
        let lock = it().with(bucket, &p(&["ObjectLockEnabled"]), json!(false));
        all.push((lock, format!("{bucket} can hold versions")));
        let retention = json!({ "ObjectLockEnabled": "Enabled" });
        let retained = it().with(bucket, &p(&["ObjectLockConfiguration"]), retention);
        all.push((retained, format!("{bucket} holds just what a submission froze")));
    }
    all.extend(weaker_replication());
    all.extend(weaker_table());
    let secret = it().with("IdentitySecret", &["DeletionPolicy"], json!("Delete"));
    all.push((secret, "IdentitySecret outlives its stack".to_owned()));
    let sooner = SignedDuration::from_hours(30 * 24) - SignedDuration::from_secs(1);
    let collected = Deployment { collected_after: sooner, ..it() };
    all.push((collected, "tombstones rest for thirty days".to_owned()));
    let collecting = Deployment { collecting: vec!["files.collect", "files.delete"], ..it() };
    all.push((collecting, "one function removes versions".to_owned()));
    let holding = Deployment { holding: Vec::new(), ..it() };
    all.push((holding, "one function holds what is frozen".to_owned()));
    all
}

fn weaker_replication() -> Vec<(Deployment, String)> {
    let to = |path: &[&'static str], value: Value| {
        let path = [&["Properties", "ReplicationConfiguration", "Rules", "0"][..], path].concat();
        Deployment::as_generated().with("Vault", &path, value)
    };
    let alarm = Deployment::as_generated().with("ReplicationAlarm", &["Properties"], Value::Null);
    let named = [
        (to(&["Status"], json!("Disabled")), "the vault is copied"),
        (to(&["Filter"], json!({ "Prefix": "acc_0" })), "the whole vault is copied"),
        (to(&["Destination", "Bucket"], json!("arn:aws:s3:::other")), "the copy is the replica"),
        (to(&["DeleteMarkerReplication", "Status"], json!("Enabled")), "the copy loses nothing"),
        (
            to(&["Destination", "ReplicationTime"], Value::Null),
            "the copy is there within a quarter of an hour",
        ),
        (alarm, "a copy that fails is told"),
    ];
    named.into_iter().map(|(deployment, name)| (deployment, name.to_owned())).collect()
}

fn weaker_table() -> Vec<(Deployment, String)> {
    let to = |path: &[&'static str], value: Value| {
        Deployment::as_generated().with("Table", &[&["Properties"][..], path].concat(), value)
    };
    let recovery = "PointInTimeRecoverySpecification";
    let named = [
        (
            to(&[recovery, "PointInTimeRecoveryEnabled"], json!(false)),
            "the table can be restored to any second",
        ),
        (to(&[recovery, "RecoveryPeriodInDays"], json!(7)), "of the last five weeks"),
        (to(&["DeletionProtectionEnabled"], json!(false)), "the table cannot be deleted"),
    ];
    let policy = Deployment::as_generated().with("Table", &["DeletionPolicy"], json!("Delete"));
    let named = named.into_iter().map(|(deployment, name)| (deployment, name.to_owned()));
    named.chain([(policy, "Table outlives its stack".to_owned())]).collect()
}

#[test]
fn every_weaker_template_is_refused_by_the_demand_that_it_breaks() {
    let weakened = weakened();
    for (deployment, name) in &weakened {
        assert_eq!(refused(deployment), [name.as_str()], "{name}");
    }
    // No demand is one that nothing could break.
    let secrets = "Secret outlives its stack";
    for demand in demands().iter().filter(|demand| !demand.name.ends_with(secrets)) {
        assert!(weakened.iter().any(|(_, name)| *name == demand.name), "{}", demand.name);
    }
}
