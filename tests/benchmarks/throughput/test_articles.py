import statistics

from benchmarks.throughput.articles import LONGEST, recombined
from config.rules import load_rules
from tasks.document import RawArticle
from tasks.pipeline import process


def test_the_same_seed_gives_the_same_articles() -> None:
    assert recombined(5) == recombined(5)
    assert recombined(5) != recombined(5, seed=2)


def test_no_article_comes_twice() -> None:
    articles = recombined(600)
    assert len(set(articles)) == 600
    assert len({article[:400] for article in articles}) > 500


def test_articles_have_the_length_of_news() -> None:
    lengths = [len(article) for article in recombined(200)]
    assert 1_200 < statistics.median(lengths) < 2_500
    assert max(lengths) < 2 * LONGEST


def test_every_article_is_one_that_the_pipeline_finds_a_body_in() -> None:
    rules = load_rules()
    for article in recombined(200, seed=4):
        result = process(RawArticle(key="a.txt", content=article.encode()), rules)
        assert len(result.body.text) > 200
        assert result.summary.text
