//! Whoever sets the system up and looks after it: may do everything.

use std::sync::Arc;

use aws_sdk_s3::{Client, config::Builder};
use runtime::{Environment, Function, StartError};
use store::Table;

use super::{Cloud, TABLE};

impl Cloud {
    /// The operator's S3 client.
    pub fn objects(self: &Arc<Self>) -> Client {
        let config = Builder::from(&self.sdk(None)).force_path_style(true);
        Client::from_conf(config.build())
    }

    /// The operator's table.
    pub fn table(self: &Arc<Self>) -> Table {
        let ids = self.ids.clone();
        let client = aws_sdk_dynamodb::Client::new(&self.sdk(None));
        let name = TABLE.to_owned();
        Table::new(client, name, Arc::new(move || ids.next()), self.clock.sleeper())
    }

    /// What work of the operator's own stands on. The function names the keys that it uses.
    pub async fn operate(
        self: &Arc<Self>,
        function: &Function,
    ) -> Result<Arc<Environment>, StartError> {
        let (clock, ids) = (self.clock.clone(), self.ids.clone());
        Environment::new(function, self.sdk(None), self.config(), clock, ids).await
    }
}
