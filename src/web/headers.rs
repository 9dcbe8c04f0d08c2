//! Headers that every answer carries: the browser runs no script, loads nothing from elsewhere and is never framed.

/// What a page may load and do: style and pictures from here, forms to here, nothing else, no script.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
                                           base-uri 'none'; frame-ancestors 'none'";

/// What a picture of a firm may do where a person looks at it: nothing. It is shown as a document of its own. `sandbox` takes our
/// origin away from it, its scripts, forms, windows and downloads; `default-src 'none'` keeps it from asking for anything else.
/// The style that browsers put around a lone picture is their own and needs `style-src`.
pub const SHOWN_PICTURE: &str = "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'none'; \
                                 base-uri 'none'; frame-ancestors 'none'";

/// The same for a PDF, without `sandbox`: the viewers of browsers are plug-ins, and a sandbox forbids those, so that nothing would
/// be shown (HTML standard, "sandboxed plugins browsing context flag"). What a PDF holds is read by the viewer alone, in a
/// process of its own and outside of our origin; the bytes begin as a PDF, are called one, and `nosniff` forbids to read them as
/// anything else. The policy keeps whatever a browser might show around it from loading, sending or running anything of its own.
pub const SHOWN_PDF: &str = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'; \
                             frame-ancestors 'none'";

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
