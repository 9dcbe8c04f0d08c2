//! TLS to servers that the program asks: one provider of cryptography, and the certificates that the system trusts.

use std::sync::Arc;

/// How they are asked. Where the system has no certificates, nobody can be asked over HTTPS.
///
/// # Errors
/// When the TLS library supports no version of the protocol.
pub fn client() -> Result<rustls::ClientConfig, rustls::Error> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    Ok(rustls::ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth())
}
