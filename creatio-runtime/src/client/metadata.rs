//! Fetching `$metadata`.

use std::fmt;
use std::future::IntoFuture;

use super::exchange::{Progress, Request};
use super::{Call, Client, Endpoint, Error};

/// A request for `$metadata`, which is sent when it is awaited. [`Client::metadata`] makes it.
#[must_use = "nothing is sent before it is awaited"]
pub struct FetchMetadata {
    client: Client,
    progress: Option<Box<dyn FnMut(u64) + Send>>,
}

impl FetchMetadata {
    pub(crate) fn new(client: Client) -> Self {
        Self { client, progress: None }
    }

    /// Is told how many bytes have arrived, as they do; their number is not known before. It begins
    /// anew when the request is repeated.
    pub fn on_progress(mut self, call: impl FnMut(u64) + Send + 'static) -> Self {
        self.progress = Some(Box::new(call));
        self
    }

    async fn send(mut self) -> Result<Vec<u8>, Error> {
        let url = super::base::below(self.client.odata_root().await?.as_str(), "$metadata")?;
        let request = Request::get(url, Endpoint::Metadata);
        let progress = self.progress.as_mut().map(|progress| &mut **progress as Progress<'_>);
        let reply = self.client.0.send(&request, progress).await?;
        Ok(reply.body.into())
    }
}

impl IntoFuture for FetchMetadata {
    type Output = Result<Vec<u8>, Error>;
    type IntoFuture = Call<Vec<u8>>;

    fn into_future(self) -> Self::IntoFuture {
        Call::new(self.send())
    }
}

impl fmt::Debug for FetchMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FetchMetadata").field("client", &self.client).finish_non_exhaustive()
    }
}
