//! Headers that every answer carries: the browser runs no script, loads nothing from elsewhere and is never framed.

/// What a page may load and do: style and pictures from here, forms to here, nothing else, no script.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                                           base-uri 'none'; frame-ancestors 'none'";

/// Name and value of the headers of every answer.
pub const SECURITY: [(&str, &str); 7] = [
    ("content-security-policy", CONTENT_SECURITY_POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// `cache-control` of pages and files made for one person: shared machines keep nothing.
pub const PRIVATE: &str = "no-store";

/// `cache-control` of an [`crate::web::asset::Asset`], whose address changes with its bytes.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// `strict-transport-security`, only where the program is reached over TLS.
pub const STRICT_TRANSPORT: &str = "max-age=31536000; includeSubDomains";
