"""What the charter tells others of."""

from ongikar.offices.news import register_news

from .news import news_of_calendar, news_of_charter

register_news(news_of_charter)
register_news(news_of_calendar)
