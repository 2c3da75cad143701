"""
Suggestions of proposals, answers of replies, and which answer belongs to which suggestion: rules on plain text.

| to                                    | call                                                              |
|---------------------------------------|-------------------------------------------------------------------|
| list what one document asks           | `suggestions.points_asked(text)`                                  |
| list what one document answers        | `answers.points_answered(text)`                                   |
| read a proposal, or why it has none   | `suggestions.read_proposal(text)`                                 |
| read a reply                          | `answers.read_reply(text)`                                        |
| set suggestions beside public replies | `beside.points_of(inputs, typeset, units)`                        |
| say what became of each suggestion    | `matching.match(suggestions, letters, number)`                    |
| find what 对应 names in vain            | `matching.unresolved(suggestions, letter)`                        |

`outline` takes a text apart, `wording` holds the patterns, `likeness` compares.  Anchors are those of `markup`.
"""
