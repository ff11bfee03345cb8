drop table film_category, film_actor, film, actor, category, language;
drop type special_feature;
drop type rating;
