//! Bad input through the form of every act, as somebody who may do it: what no form of this program sends is refused in words,
//! and nothing is written.

use xinbu::web::routes::{Access, rows};

use crate::authorisation::{Things, events, everybody};
use crate::support::both_databases;
use crate::support::schedule::Row as Line;

both_databases! {
    async fn no_act_takes_what_its_form_has_not(app: TestApp) {
        let things = Things::of(&app, "a", &[Line::contract(1), Line::contract(2)]).await;
        let server = app.serve().await;
        let people = everybody(&app, &server).await;
        let before = events(&app).await;
        let long = "长".repeat(10_001);
        let bad: [(&str, &[(&str, &str)]); 6] = [
            ("a field that no form has", &[("version", "1"), ("nonsense", "1")]),
            ("a number that does not fit", &[("version", "99999999999999999999999")]),
            ("a version that nothing has", &[("version", "-1")]),
            ("no number", &[("version", "one")]),
            ("a field twice", &[("version", "1"), ("version", "2")]),
            ("a text without end", &[("version", "1"), ("reason", &long)]),
        ];
        let (mut wrong, mut acts) = (Vec::new(), 0);
        for row in rows().into_iter().filter(|row| row.act) {
            let Access::Roles(roles) = row.access else { panic!("{} is for anybody", row.name) };
            let (_, browser) = people.iter().find(|(role, _)| roles.contains(role)).unwrap();
            let path = things.path(&row);
            acts += 1;
            for (what, fields) in bad {
                let answer = browser.post(&path, fields).await;
                let status = answer.status();
                let page = answer.text().await.unwrap();
                if !status.is_client_error() {
                    wrong.push(format!("{} takes {what}: {status}", row.name));
                }
                // The reason stands on a page of the program, and every fact of its message is there.
                if !page.contains("</html>") || page.contains("{$") {
                    wrong.push(format!("{} says nothing of {what}", row.name));
                }
            }
        }
        assert!(acts > 90, "{acts}");
        assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
        assert_eq!(events(&app).await, before, "something refused was done all the same");
        app.is_sound().await;
    }
}
