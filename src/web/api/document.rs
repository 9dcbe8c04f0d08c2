//! The document of the interface: OpenAPI 3.1, made of the one list.

use std::sync::LazyLock;

use axum::response::Response;
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use super::act::KEY;
use super::problem::Problem;
use super::{Access, Answer, Body, Endpoint, LIST, ROOT};
use crate::web::visit::Visit;

/// The document.
pub fn openapi() -> &'static Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(made);
    &DOCUMENT
}

/// Serves it.
pub(super) async fn show(_: Visit) -> Response {
    super::view::answer(openapi())
}

/// Makes schemas that name one another as OpenAPI does.
fn generator(given: bool) -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    if given { settings.for_serialize() } else { settings }.into_generator()
}

/// What is refused, the paths, and the schemas of what is sent and of what is given: this has every field, and that may leave some
/// out.
fn parts() -> (Schema, Map<String, Value>, [Map<String, Value>; 2]) {
    let (mut sent, mut given) = (generator(false), generator(true));
    let problem = given.subschema_for::<Problem>();
    let mut paths: Map<String, Value> = Map::new();
    for endpoint in LIST.iter() {
        let operation = operation(endpoint, &mut sent, &mut given);
        let method = endpoint.row.method.to_ascii_lowercase();
        let path = paths.entry(endpoint.row.path).or_insert_with(|| json!({}));
        if let Some(path) = path.as_object_mut() {
            path.insert(method, operation);
        }
    }
    (problem, paths, [sent.take_definitions(true), given.take_definitions(true)])
}

fn made() -> Value {
    let (problem, paths, [mut schemas, mut given]) = parts();
    schemas.append(&mut given);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Xinbu",
            "version": "1",
            "description": "Applications for guarantee and trade credit insurance subsidies: file them, work on them, read what \
                            became of them. How tokens, keys, versions and refusals work stands at /help/api.",
        },
        "servers": [{ "url": "/" }],
        "security": [{ "token": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": "A token from the page /me." },
            },
            "responses": {
                "Problem": {
                    "description": "It was not done, or is not shown.",
                    "content": { "application/problem+json": { "schema": problem } },
                },
            },
            "schemas": schemas,
        },
    })
}

/// What the document says of a route.
fn operation(endpoint: &Endpoint, sent: &mut SchemaGenerator, given: &mut SchemaGenerator) -> Value {
    let row = &endpoint.row;
    let mut about = endpoint.about.to_owned();
    let mut parameters: Vec<Value> = Vec::new();
    for name in row.path.split('{').skip(1).filter_map(|part| part.split('}').next()) {
        let kind = if name == "row" { json!({ "type": "integer" }) } else { json!({ "type": "string" }) };
        parameters.push(json!({ "name": name, "in": "path", "required": true, "schema": kind }));
    }
    for (name, meaning) in endpoint.query {
        let text = json!({ "type": "string" });
        parameters.push(json!({ "name": name, "in": "query", "description": meaning, "schema": text }));
    }
    if row.act {
        let meaning = "Made for this request; the same request with the same key is done once and answered again.";
        let uuid = json!({ "type": "string", "format": "uuid" });
        parameters
            .push(json!({ "name": KEY, "in": "header", "required": true, "description": meaning, "schema": uuid }));
    }
    let mut body = None;
    let mut versioned = matches!(endpoint.body, Body::FileOf);
    match endpoint.body {
        Body::None => {}
        Body::File | Body::FileOf => {
            let file = json!({ "application/octet-stream": {} });
            body = Some(json!({ "required": true, "content": file }));
        }
        Body::Json(shape) => {
            let mut shape = shape(sent).to_value();
            if about.is_empty() {
                about = shape.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
            }
            // The version may stand beside the body.
            if let Some(needed) = shape.get_mut("required").and_then(Value::as_array_mut)
                && let Some(place) = needed.iter().position(|name| name == "version")
            {
                needed.remove(place);
                versioned = true;
            }
            body = Some(json!({ "required": true, "content": { "application/json": { "schema": shape } } }));
        }
    }
    if versioned {
        let meaning =
            "The version that was seen, in quotes, as the answer's `ETag` said it; it may stand in the body instead.";
        let file = matches!(endpoint.body, Body::FileOf);
        let meaning =
            if file { "The version that was seen, in quotes, as the answer's `ETag` said it." } else { meaning };
        let text = json!({ "type": "string", "pattern": "^\"[0-9]+\"$" });
        parameters.push(
            json!({ "name": "If-Match", "in": "header", "required": file, "description": meaning, "schema": text }),
        );
    }
    let content = match endpoint.answer {
        Answer::Json(shape) => json!({ "application/json": { "schema": shape(given) } }),
        // A file says its own type.
        Answer::File => json!({ "*/*": {} }),
    };
    let mut done = json!({ "description": "Done, or shown.", "content": content });
    if endpoint.versioned
        && let Some(done) = done.as_object_mut()
    {
        let tag = json!({ "description": "The version, in quotes.", "schema": { "type": "string" } });
        done.insert("headers".to_owned(), json!({ "ETag": tag }));
    }
    let mut responses = json!({ "200": done, "default": { "$ref": "#/components/responses/Problem" } });
    if row.act
        && let Some(responses) = responses.as_object_mut()
    {
        let text = "It takes long and goes on: the same request with the same key asks what became of it.";
        responses.insert("202".to_owned(), json!({ "description": text }));
    }
    // Several routes may carry one act out: an act is called after its address.
    let parts = row.path.trim_start_matches(ROOT).split('/').filter(|part| !part.is_empty() && !part.contains('{'));
    let id = match row.act {
        true => parts.filter(|part| *part != "acts").fold("act".to_owned(), |id, part| format!("{id}.{part}")),
        false => format!("read.{}", row.name),
    };
    let mut operation = json!({
        "operationId": id,
        "summary": about,
        "tags": [row.name.split('.').next().unwrap_or_default()],
        "parameters": parameters,
        "responses": responses,
    });
    if let Some(operation) = operation.as_object_mut() {
        if let Some(body) = body {
            operation.insert("requestBody".to_owned(), body);
        }
        match row.access {
            Access::Public => {
                operation.insert("security".to_owned(), json!([]));
            }
            access => {
                let roles: Vec<&str> = access.roles().iter().map(|role| role.key()).collect();
                operation.insert("x-roles".to_owned(), json!(roles));
            }
        }
    }
    operation
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_name_stands_for_one_schema() {
        let (_, _, [sent, given]) = super::parts();
        for (name, schema) in &sent {
            assert_eq!(given.get(name).unwrap_or(schema), schema, "{name} is sent as one and given as another");
        }
    }
}
