use super::read;
use crate::model::{Block, Document, Origin};

fn texts(document: &Document) -> Vec<&str> {
    document.nodes.iter().map(|n| n.text.as_str()).collect()
}

fn paragraphs(page: &str) -> Vec<(String, Option<u8>, Option<String>)> {
    let document = read(page).unwrap();
    let of = |block: &Block| match block {
        Block::Paragraph(p) => {
            Some((document.text(p.node).to_owned(), p.style_level, p.numbering.clone()))
        }
        Block::Table(_) => None,
    };
    document.blocks.iter().filter_map(of).collect()
}

#[test]
fn lines_of_a_browser_are_paragraphs() {
    let page = "<h2>一、概况</h2><div>总支出<b>12.5</b>万\n元。<p>其中<br>项目<br><br>另起</div><pre>甲\n 乙\n</pre>";
    let document = read(page).unwrap();
    assert_eq!(
        texts(&document),
        ["一、概况", "总支出12.5万元。", "其中\n项目", "另起", "甲", " 乙"]
    );
}

#[test]
fn headings_and_numbers_are_kept_beside_the_text() {
    let page = "<p style='mso-outline-level:2'><![if !supportLists]><span style='mso-list:Ignore'>（一）<span>&nbsp;\
        </span></span><![endif]>收入</p><p><span style='mso-list:Ignore'>l</span>支出</p><ol start=3><li>甲<li>乙</ol>";
    let none = |text: &str| (text.to_owned(), None, None);
    let numbered = |text: &str, number: &str| (text.to_owned(), None, Some(number.to_owned()));
    assert_eq!(
        paragraphs(page),
        [
            ("收入".to_owned(), Some(2), Some("（一）".to_owned())),
            none("支出"),
            numbered("甲", "3."),
            numbered("乙", "4."),
        ]
    );
}

#[test]
fn tables_need_no_end_tags() {
    let page = "<table><tr><th rowspan=2>指标<th colspan=2>得分<tr><td>应得<td>实得<table><td>内</table>\
        <tr><td>产出<td>40<td>38</table>后文";
    let document = read(page).unwrap();
    let tables: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None })
        .collect();
    assert_eq!(tables.len(), 2);
    let outer = tables[1];
    assert_eq!((outer.rows, outer.columns), (3, 3));
    assert_eq!(document.text(outer.at(1, 0).unwrap().node), "指标");
    assert_eq!(document.text(outer.at(1, 2).unwrap().node), "实得");
    assert_eq!(texts(&document).last(), Some(&"后文"));
}

#[test]
fn what_is_hidden_deleted_or_remarked_is_no_text() {
    let page = "<style>p{}</style><p>得分<del>97</del><ins>98</ins><span style='display:none'>密</span>\
        <a href='#_msocom_1'>[A1]</a>分<a href='#_ftn1'>[1]</a>。</p><script>x</script>\
        <div style='mso-element:comment-list'><div style='mso-element:comment'><p>批注</p></div></div>\
        <div style='mso-element:footnote' id=ftn1><div><p><a href='#_ftnref1'>[1]</a>口径见附件</p></div></div><p>完</p>";
    let document = read(page).unwrap();
    assert_eq!(texts(&document), ["得分98分。", "完", "口径见附件"]);
    assert_eq!(document.nodes[2].origin, Origin::Note(1));
    let notices: String = document.notices.iter().map(|n| n.text.as_str()).collect();
    assert!(notices.contains("删除1处") && notices.contains("批注1条"), "{notices}");
}
